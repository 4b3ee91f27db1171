import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Columns } from '../domain/terms/spec.ts';
import { dailyCsv } from './daily-csv.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the real series and R's results for them lie, whose licences keep them out of this repository. */
export const dataFolder = process.env.DATA ?? join(root, '../shared/data');
export const isThere = existsSync(join(dataFolder, 'golden/health_regression_golden.json'));

/** What to call a suite that needs them. */
export const told = (name: string): string =>
  isThere ? name : `${name} (skipped: no reference data in ${dataFolder}; DATA says where they are)`;

export const golden = (name: string) =>
  JSON.parse(readFileSync(join(dataFolder, 'golden', `${name}.json`), 'utf8'));

export const health = (name: string): Columns => dailyCsv(join(dataFolder, 'health', `${name}.csv`));
