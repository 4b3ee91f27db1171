import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ModelName } from './models.ts';

const script = fileURLToPath(new URL('./glm-fit.R', import.meta.url));

/** What R says of one model. */
export interface GlmFit {
  readonly model: ModelName;
  readonly n: number;
  readonly rank: number;
  readonly deviance: number;
  readonly basisMs: number;
  readonly fitMs: readonly number[];
}

/** R's glm.fit on the same data, so many times a model after one that does not count; null where there is no R. */
export const glmFit = async (file: string, times: number): Promise<readonly GlmFit[] | null> => {
  try {
    const { stdout } = await promisify(execFile)('Rscript', [script, file, String(times)]);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};
