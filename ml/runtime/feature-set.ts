import { z } from 'zod';
import { lookbackHours } from './types.ts';

const name = z.string().min(1);
const age = z.number().int().min(0).max(lookbackHours);
const stat = z.enum(['mean', 'min', 'max', 'std']);

const feature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lag'), name, of: name, hours: age }),
  z.object({ kind: z.literal('last'), name, of: name, within: age }),
  z.object({ kind: z.literal('age'), name, of: name, within: age }),
  z.object({
    kind: z.literal('window'),
    name,
    of: name,
    stat: z.enum([...stat.options, 'count']),
    from: age,
    hours: age,
    least: z.number().int().min(0),
  }),
  z.object({
    kind: z.literal('sameHour'),
    name,
    of: name,
    stat,
    days: z.number().int().positive(),
    least: z.number().int().min(0),
  }),
  z.object({ kind: z.literal('difference'), name, a: name, b: name }),
  z.object({ kind: z.literal('ratio'), name, a: name, b: name, plus: z.number() }),
  z.object({
    kind: z.literal('clock'),
    name,
    part: z.enum(['hour', 'hourSin', 'hourCos', 'yearSin', 'yearCos']),
    at: z.enum(['origin', 'target']),
  }),
]);
export type Feature = z.infer<typeof feature>;
export type Stat = z.infer<typeof stat> | 'count';

const shape = z.object({
  version: z.literal(1),
  lookbackHours: z.literal(lookbackHours),
  windComponents: z.literal(true),
  groups: z.record(z.string(), z.array(feature)),
});

/** Every feature by its name, as features.json defines them for the training and for us. */
export type FeatureSet = ReadonlyMap<string, Feature>;

/** Throws where the text is not a feature file, names a feature twice, or one that is made of a later one. */
export const parseFeatures = (text: string): FeatureSet => {
  const set = new Map<string, Feature>();
  for (const one of Object.values(shape.parse(JSON.parse(text)).groups).flat()) {
    if (set.has(one.name)) throw new Error(`the feature ${one.name} is there twice`);
    if (one.kind === 'difference' || one.kind === 'ratio')
      for (const part of [one.a, one.b])
        if (!set.has(part)) throw new Error(`${one.name} is made of ${part}, which does not stand before it`);
    set.set(one.name, one);
  }
  return set;
};
