import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { strata, term } from './association-terms.ts';
import { readBytes, sha256Of } from './files.ts';

/** Why an alternative is tried beside the model whose it is. */
const triedAs = z.enum(['OTHER_DESIGN', 'SENSITIVITY', 'SINGLE_LAG']);

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const sentence = z.string().min(1);

const alternative = z.strictObject({
  id,
  title: sentence,
  triedAs,
  /** Instead of the model's terms of the same names; null leaves one out. */
  terms: z.record(z.string(), term.nullable()),
  strata: strata.exactOptional(),
  /** Whether it is the one whose exposure–response curve is told. */
  isCurve: z.boolean().exactOptional(),
});

const exposed = (terms: Readonly<Record<string, z.infer<typeof term> | null>>): boolean =>
  Object.entries(terms).every(
    ([name, value]) => value === null || (value.column === '@exposure') === (name === 'exposure'),
  );

const definition = z
  .strictObject({
    id,
    version: z.int().min(1),
    title: sentence,
    isDefault: z.boolean(),
    description: sentence,
    family: z.literal('quasipoisson'),
    terms: z.record(z.string(), term),
    strata: strata.exactOptional(),
    alternatives: z.array(alternative).readonly(),
  })
  .refine(({ terms }) => ['exposure', 'temperature'].every((name) => name in terms), {
    path: ['terms'],
    error: 'needs an exposure and a temperature',
  })
  .refine(({ terms, alternatives }) => [{ terms }, ...alternatives].every((one) => exposed(one.terms)), {
    path: ['terms'],
    error: 'the term with the name exposure, and no other, is the one of @exposure',
  })
  .refine(
    ({ id, alternatives }) =>
      new Set([id, ...alternatives.map((one) => one.id)]).size === alternatives.length + 1,
    { path: ['alternatives'], error: 'ids must differ from each other and from that of the model' },
  );

/** A model of health and air that was written down before anybody looked at results, with what is tried beside it. */
export type AssociationModel = z.infer<typeof definition> & {
  /** The file, as it is. */
  readonly text: string;
  readonly sha256: string;
};

export interface BrokenDefinition {
  readonly file: string;
  /** A path such as `terms.time.response`. */
  readonly field: string;
  readonly reason: string;
}

export interface AssociationModels {
  /** The newest version of each, the default first. */
  readonly models: readonly AssociationModel[];
  readonly problems: readonly BrokenDefinition[];
}

/** Where those lie that come with the code. */
export const associationModelsFolder = fileURLToPath(new URL('../models/correlation/', import.meta.url));

const readOne = async (
  folder: string,
  file: string,
): Promise<AssociationModel | readonly BrokenDefinition[]> => {
  const broken = (field: string, reason: string): BrokenDefinition => ({ file, field, reason });
  try {
    const text = (await readBytes(join(folder, file), file)).toString();
    const { data, error } = definition.safeParse(JSON.parse(text));
    if (error !== undefined)
      return error.issues.map(({ path, message }) => broken(path.join('.') || 'the file', message));
    return `${data.id}@${data.version}.json` === file
      ? { ...data, text, sha256: sha256Of(text) }
      : [broken('id', `a file of this name would be ${data.id}@${data.version}.json`)];
  } catch (error) {
    return [broken('the file', (error as Error).message)];
  }
};

const isModel = (read: AssociationModel | readonly BrokenDefinition[]): read is AssociationModel =>
  'id' in read;

/**
 * Reads and checks the pre-specified models of a folder: `ID@VERSION.json`. Those that are broken are listed with the field at fault, and left out;
 * rejects where the folder cannot be read.
 */
export const readAssociationModels = async (
  folder: string = associationModelsFolder,
): Promise<AssociationModels> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const read = await Promise.all(files.map((file) => readOne(folder, file)));
  const all = read.filter(isModel);
  const models = all
    .filter((one) => !all.some((other) => other.id === one.id && other.version > one.version))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  const problems = read.flatMap((one) => (isModel(one) ? [] : one));
  const defaults = models.filter(({ isDefault }) => isDefault);
  if (defaults.length === 1) return { models, problems };
  const reason = `one model is the default, not ${defaults.length}`;
  return { models, problems: [...problems, { file: 'the folder', field: 'isDefault', reason }] };
};
