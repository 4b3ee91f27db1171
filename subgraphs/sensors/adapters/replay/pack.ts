import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import { hourMs, recordedHour, recordedHours } from './calendar.ts';
import { type Monitor, monitors } from './monitors.ts';
import type { AirQoSite, CohortDevice } from './prepare-airqo.ts';

const unzip = promisify(gunzip);

/** Where the committed copies lie; their README names origin and licence. */
export const dataFolder = new URL('./data/', import.meta.url);

/** The hours of 2023 of one monitor: dense, so that an hour is found by its place. */
export interface Recording {
  readonly monitor: Monitor;
  /** µg/m³ by place of the hour in the year; NaN = gap. */
  readonly values: Float64Array;
  /** Undefined where the operator's verdict is withheld. */
  readonly flagAt: (hour: number) => QualityFlag | undefined;
}

export interface CohortHour {
  readonly device: string;
  readonly periodStart: number;
  readonly s1: number;
  readonly s2: number;
}

/** Everything that is replayed or shown: what `data/` holds. */
export interface Pack {
  readonly recordings: readonly Recording[];
  readonly cohort: { readonly devices: readonly CohortDevice[]; readonly hours: readonly CohortHour[] };
  readonly sites: readonly AirQoSite[];
}

const flagCodes: readonly (QualityFlag | undefined)[] = [undefined, 'GOOD', 'SUSPECT', 'FAIL'];

const text = async (name: string): Promise<string> => {
  const bytes = await readFile(new URL(name, dataFolder));
  return (name.endsWith('.gz') ? await unzip(bytes) : bytes).toString('utf8');
};

const linesOf = (csv: string): string[] => csv.trimEnd().split('\n').slice(1);

/** Reads `period_end_utc,value_ug_m3,flag` lines. Throws on a line that is no hour of 2023 or comes twice. */
export const readRecording = (monitor: Monitor, csv: string): Recording => {
  const values = new Float64Array(recordedHours).fill(Number.NaN);
  const codes = new Uint8Array(recordedHours);
  for (const line of linesOf(csv)) {
    const [periodEnd = '', value = '', flag = ''] = line.split(',');
    const hour = recordedHour(Date.parse(periodEnd) - hourMs);
    const code = flagCodes.indexOf(flag === '' ? undefined : (flag as QualityFlag));
    if (hour === undefined || code < 0 || value === '' || !Number.isNaN(values[hour])) {
      throw new Error(`the recording of ${monitor.id} has a line that cannot be: ${line}`);
    }
    values[hour] = Number(value);
    codes[hour] = code;
  }
  return { monitor, values, flagAt: (hour) => flagCodes[codes[hour] ?? 0] };
};

const readCohortHour = (line: string): CohortHour => {
  const [device = '', periodStart = '', s1, s2] = line.split(',');
  return { device, periodStart: Date.parse(periodStart), s1: Number(s1), s2: Number(s2) };
};

export const readPack = async (): Promise<Pack> => {
  const [recordings, devices, hours, sites] = await Promise.all([
    Promise.all(monitors.map(async (monitor) => readRecording(monitor, await text(`${monitor.id}.csv.gz`)))),
    text('airqo-cohort.json'),
    text('airqo-cohort.csv.gz'),
    text('airqo-sites.json'),
  ]);
  return {
    recordings,
    cohort: { devices: JSON.parse(devices), hours: linesOf(hours).map(readCohortHour) },
    sites: JSON.parse(sites),
  };
};
