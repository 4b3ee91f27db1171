import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ModelProblem } from './types.ts';

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** What keeps a model from being served, on its way to whoever loads it. */
export class BrokenModel extends Error {
  readonly problem: ModelProblem;

  constructor(reason: ModelProblem['reason'], detail: string) {
    super(detail);
    this.problem = { reason, detail };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Anything that went wrong, as a problem of the model. */
export const problemOf = (error: unknown): ModelProblem =>
  error instanceof BrokenModel ? error.problem : { reason: 'MODEL_CORRUPT', detail: messageOf(error) };

/** Rejects with MODEL_MISSING where there is no such file. `name` is what people are told. */
export const readBytes = async (path: string, name: string): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new BrokenModel(
      isMissing ? 'MODEL_MISSING' : 'MODEL_CORRUPT',
      isMissing ? `${name} is not there` : `${name} cannot be read: ${messageOf(error)}`,
    );
  }
};

/** Parses what a file says; rejects with MODEL_CORRUPT where it is not of that shape. */
export const parsed = <T>(name: string, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    throw new BrokenModel('MODEL_CORRUPT', `${name} is not what it should be: ${messageOf(error)}`);
  }
};
