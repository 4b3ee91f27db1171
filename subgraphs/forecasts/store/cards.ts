import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelName } from '../domain/forecast.ts';

/** What is written beside each model for people: what it was made of, how well it does and where it should not be used. */
export interface Cards {
  /** Markdown; null where there is none. */
  read(model: ModelName): Promise<string | null>;
}

export const openCards = (folder: string): Cards => ({
  read: ({ id, version }) => readFile(join(folder, id, version, 'card.md'), 'utf8').catch(() => null),
});
