import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Standings } from '../../domain/evaluation/examine.ts';
import type { ToldIncident } from '../../domain/evaluation/judgement.ts';
import { createHistory, type History } from '../../domain/signal/history/history.ts';

/** What is remembered of one sensor, so that a reading costs no query. Losable: it is read again where it is missing. */
export interface Held {
  history: History;
  /** Every reading that ends then or later is in `history`. */
  rawFrom: EpochMs;
  /** Every hour that starts then or later is. */
  hoursFrom: EpochMs;
  /** By rule, the oldest first; undefined: to be read. */
  told: Map<string, readonly ToldIncident[]> | undefined;
  readonly standings: Map<string, Standings>;
  /** The end of the newest reading that was judged. */
  readonly newest: Map<Quantity, EpochMs>;
  /** By the clock: from then on the watch may have judged this sensor's silence. Infinity: none is armed. */
  silentAt: EpochMs;
  /** The book by which it was judged. */
  bookRevision: number;
}

/** Sensors that are remembered; those heard longest ago go first. */
const mostSensors = 20_000;

const timeZoneOf = ({ timeZone }: SensorChanged): string => timeZone ?? 'UTC';

export const emptyHistory = (sensor: SensorChanged): History =>
  createHistory({ timeZone: timeZoneOf(sensor) });

/** A memory of sensors that stays bounded. */
export const createMemory = () => {
  const sensors = new Map<string, Held>();

  const fresh = (sensor: SensorChanged): Held => ({
    history: emptyHistory(sensor),
    ...{ rawFrom: Number.POSITIVE_INFINITY, hoursFrom: Number.POSITIVE_INFINITY, told: undefined },
    ...{ standings: new Map(), newest: new Map(), silentAt: Number.POSITIVE_INFINITY, bookRevision: -1 },
  });

  return {
    of(sensor: SensorChanged): Held {
      const known = sensors.get(sensor.sensorId);
      const held = known?.history.timeZone === timeZoneOf(sensor) ? known : fresh(sensor);
      sensors.delete(sensor.sensorId);
      sensors.set(sensor.sensorId, held);
      if (sensors.size > mostSensors) sensors.delete(sensors.keys().next().value as string);
      return held;
    },
    /** What was told of these sensors has to be read again. */
    distrust(sensorIds: Iterable<string>): void {
      for (const id of sensorIds) {
        const held = sensors.get(id);
        if (held === undefined) continue;
        held.told = undefined;
        held.standings.clear();
      }
    },
    drop(sensorIds: Iterable<string>): void {
      for (const id of sensorIds) sensors.delete(id);
    },
    clear: () => sensors.clear(),
  };
};
