import { readFileSync } from 'node:fs';
import type { Columns } from '../domain/terms/spec.ts';
import { dailyCsv } from './daily-csv.ts';

const data = new URL('../domain/vectors/data/', import.meta.url);

/** Four years of made-up days, with gaps: vectors/make-vectors.R. */
export const series = (): Columns => dailyCsv(new URL('series.csv', data));

/** What R found in it. */
export const vectors = JSON.parse(readFileSync(new URL('vectors.json', data), 'utf8'));
