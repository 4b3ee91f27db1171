import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Air } from '../../domain/signal/air.ts';

const hourMs = 3_600_000;
const unzip = promisify(gunzip);

/** Cities with a year of air, and their time zones. */
export const cities = {
  accra: 'Africa/Accra',
  kampala: 'Africa/Kampala',
  ndjamena: 'Africa/Ndjamena',
} as const;
export type City = keyof typeof cities;

const text = async (file: string): Promise<string> =>
  (await unzip(await readFile(new URL(`./data/${file}`, import.meta.url)))).toString();

const instant = (hour: string): number => Date.parse(hour.replace('Z', ':00Z'));

const airOf = (line: string): Air => {
  const [end = '', value] = line.split(',');
  const periodEnd = instant(end);
  return {
    ...{ periodStart: periodEnd - hourMs, periodEnd, value: Number(value), revision: 1 },
    ...{ isGood: true, flaggedBy: 0, isTested: true },
  };
};

/** The hours of PM2.5 of a city in 2022, oldest first. */
export const readYear = async (city: City): Promise<readonly Air[]> =>
  (await text(`${city}-2022.csv.gz`)).trim().split('\n').slice(1).map(airOf);

/** An incident as somebody else found it. */
export interface Expected {
  readonly startedAt: number;
  readonly firedAt: number;
  readonly resolvedAt: number | null;
  readonly peak: number | null;
  readonly peakAt: number;
}

type Row = readonly [
  started: string,
  fired: string,
  resolved: string | null,
  peak: number | null,
  at: string,
];

/** By city and rule of the house. */
export const readExpected = async (): Promise<
  Readonly<Record<City, Readonly<Record<string, readonly Expected[]>>>>
> => {
  const found = JSON.parse(await text('expected-incidents.json.gz')) as Record<City, Record<string, Row[]>>;
  const expected = ([started, fired, resolved, peak, at]: Row): Expected => ({
    ...{ startedAt: instant(started), firedAt: instant(fired), peak, peakAt: instant(at) },
    resolvedAt: resolved === null ? null : instant(resolved),
  });
  const of = (city: City): Record<string, readonly Expected[]> =>
    Object.fromEntries(Object.entries(found[city]).map(([rule, rows]) => [rule, rows.map(expected)]));
  return { accra: of('accra'), kampala: of('kampala'), ndjamena: of('ndjamena') };
};
