import { readAssociationModels } from '@aqmrg/ml/runtime/index.ts';
import type { ModelNamed } from '../domain/run.ts';
import type { ModelDefinition } from '../domain/study/definition.ts';

/** A pre-specified model, and how it is told. */
export type Definition = ModelDefinition & ModelNamed;

/** The models that come with the code, the default first. Rejects where one is broken: runs refer to them. */
export const readDefinitions = async (): Promise<readonly Definition[]> => {
  const { models, problems } = await readAssociationModels();
  if (problems.length > 0) {
    const faults = problems.map(({ file, field, reason }) => `${file}, ${field}: ${reason}`);
    throw new Error(`Pre-specified models cannot be read:\n  ${faults.join('\n  ')}`);
  }
  return models.map(({ text, ...model }) => ({ ...model, definition: text }));
};
