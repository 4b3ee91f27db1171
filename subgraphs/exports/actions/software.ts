import { readFileSync } from 'node:fs';
import type { Software } from '../domain/beside/export-facts.ts';

const { name, version } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as Software;

/** What files say that made them. */
export const software: Software = { name, version };
