import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Sample } from '../../../domain/lifecycle/sample.ts';

/** The stretch that is tried, and how it is read. */
export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly reader: Pick<SeriesReader, 'hourly' | 'readings' | 'series'>;
  /** Aborts when whoever asked is gone. */
  readonly signal: AbortSignal;
}

/** Samples in the order of the air, a few at a time: in between others come to their turn. */
export type Judged = AsyncIterable<readonly Sample[]>;

export type Sensor = Pick<SensorChanged, 'sensorId' | 'timeZone' | 'quantities'>;

/** Dates of an index are UTC's where nobody said where a sensor stands, as they are live. */
export const zoneOf = ({ timeZone }: Pick<Sensor, 'timeZone'>): string => timeZone ?? 'UTC';
