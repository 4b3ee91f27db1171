import { createHash } from 'node:crypto';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import { countryNumber } from '../codes/countries.ts';

const places = 1_000_000_000;
/** ISO 3166-1 assigns 000 to nobody: it is nowhere that is known. */
const nowhere = '000';

const numberOf = (sensorId: string): number =>
  Number(createHash('sha256').update(sensorId).digest().readBigUInt64BE() % BigInt(places));

const countryOf = ({ facts }: FileSensor): string =>
  (typeof facts.country === 'string' ? countryNumber(facts.country) : undefined) ?? nowhere;

/**
 * AQCSV calls a site by three digits of its country and nine of the monitor, which AQS gives to monitors of the United States. Ours get nine digits of their id's SHA-256: the same in each
 * export. Where two of one export meet in them (in 1 of 20 exports of 10,000 sensors of a country), the later id takes the next number.
 */
export const siteCodes = (sensors: readonly FileSensor[]): ReadonlyMap<string, string> => {
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  const free = (country: string, number: number): string => {
    const code = `${country}${String(number).padStart(9, '0')}`;
    return taken.has(code) ? free(country, (number + 1) % places) : code;
  };
  const inOrder = [...sensors].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const sensor of inOrder) {
    const code = free(countryOf(sensor), numberOf(sensor.id));
    taken.add(code);
    codes.set(sensor.id, code);
  }
  return codes;
};

/** The fact that columns of AQCSV read. */
export const siteFact = 'aqcsvSite';

export const withSiteCodes = (sensors: readonly FileSensor[]): readonly FileSensor[] => {
  const codes = siteCodes(sensors);
  return sensors.map((sensor) => ({
    ...sensor,
    facts: { ...sensor.facts, [siteFact]: codes.get(sensor.id) ?? null },
  }));
};
