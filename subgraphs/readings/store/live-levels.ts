import { type AqiStandard, indexQuantities } from '@aqmrg/platform/air-quality/indices/air-quality-index.ts';
import { computeIndex, hoursNeeded } from '@aqmrg/platform/air-quality/indices/index-of.ts';
import { lastWholeHour } from '@aqmrg/platform/air-quality/indices/newest-hour.ts';
import type { Position } from '@aqmrg/platform/ports/event-log.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { levelOf } from '../domain/indices/level.ts';
import { createLoaders } from './loaders.ts';

export interface LevelQuestion {
  readonly standard: AqiStandard;
  readonly sensorId: string;
  /** The index of now at this instant. */
  readonly at: EpochMs;
}

/** How bad the air was around the readings that come, for all subscriptions of this process together. */
export interface LiveLevels {
  /**
   * The level as the series knew it when they held this record, or later ones; null where there is no index. `stored`: the
   * next offset of the record's partition, up to which the series hold everything.
   */
  find(question: LevelQuestion, record: Position, stored: number): Promise<number | null>;
}

interface Options {
  readonly reader: SeriesReader;
  readonly timeZoneOf: (sensorId: string) => string;
  /** Ends what is being read. */
  readonly signal: AbortSignal;
  /** Levels that are kept. Default 20,000: a few MB. */
  readonly capacity?: number;
}

interface Known {
  readonly level: Promise<number | null>;
  /** It holds for records below this offset: those behind may have changed it. */
  readonly through: number;
}

/** Questions that come together are one question to the store. An answer is kept until the log tells more of its sensor. */
export const openLiveLevels = ({ reader, timeZoneOf, signal, capacity = 20_000 }: Options): LiveLevels => {
  const { hourly } = createLoaders(reader, signal);
  const known = new Map<string, Known>();

  const look = async (question: LevelQuestion): Promise<number | null> => {
    const { standard, sensorId, at } = question;
    const query = { standard, basis: 'CURRENT', at, timeZone: timeZoneOf(sensorId) } as const;
    const span = hoursNeeded(query);
    const hours = await hourly.load({ sensorIds: [sensorId], quantities: indexQuantities, ...span });
    return levelOf(computeIndex({ ...query, hours }));
  };

  return {
    find(question, { offset }, stored) {
      const { standard, sensorId, at } = question;
      const key = `${standard} ${lastWholeHour(at)} ${sensorId}`;
      const found = known.get(key);
      known.delete(key);
      if (found && offset < found.through) {
        known.set(key, found);
        return found.level;
      }
      const level = look(question);
      const fresh = { level, through: Math.max(stored, offset + 1) };
      known.set(key, fresh);
      if (known.size > capacity) known.delete(known.keys().next().value as string);
      level.catch(() => {
        if (known.get(key) === fresh) known.delete(key);
      });
      return level;
    },
  };
};
