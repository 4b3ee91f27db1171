import { z } from 'zod';
import { sha256Of } from './files.ts';
import { lookaheadHours, lookbackHours } from './types.ts';

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
  z.object({
    kind: z.literal('ahead'),
    name,
    of: name.startsWith('ahead.'),
    stat,
    hours: z.number().int().min(1).max(24),
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
  lookaheadHours: z.literal(lookaheadHours),
  windComponents: z.literal(true),
  groups: z.record(z.string(), z.array(feature)),
});

/** Every feature by its name, as features.json defines them for the training and for us. */
export type FeatureSet = ReadonlyMap<string, Feature>;

/** A feature file. */
export interface Features {
  readonly set: FeatureSet;
  /**
   * What manifests know the features of their groups by: SHA-256 of their definitions as JSON without blanks, keys in order. So a
   * group more, or a change of one that a model does not use, leaves the model as it is.
   */
  sha256Of(groups: readonly string[]): string;
  /** Of the whole file. */
  readonly sha256: string;
}

const inOrder = (one: Feature): object => Object.fromEntries(Object.entries(one).sort());

/** Throws where the text is not a feature file, names a feature twice, or one that is made of a later one. */
export const parseFeatures = (text: string): Features => {
  const { groups } = shape.parse(JSON.parse(text));
  const set = new Map<string, Feature>();
  for (const one of Object.values(groups).flat()) {
    if (set.has(one.name)) throw new Error(`the feature ${one.name} is there twice`);
    if (one.kind === 'difference' || one.kind === 'ratio')
      for (const part of [one.a, one.b])
        if (!set.has(part)) throw new Error(`${one.name} is made of ${part}, which does not stand before it`);
    set.set(one.name, one);
  }
  return {
    set,
    sha256Of: (names) =>
      sha256Of(JSON.stringify(names.map((name) => [name, (groups[name] ?? []).map(inOrder)]))),
    sha256: sha256Of(text),
  };
};
