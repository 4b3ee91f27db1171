import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { DailyMetric, ExposureWish } from '../exposure/exposure.ts';
import { type Problem, problem } from '../problem.ts';

type Maybe<T> = T | null | undefined;

/** An exposure as it is asked for: measured here, or a column of the health series. */
export interface ExposureAsked {
  readonly quantity?: Maybe<Quantity>;
  readonly metric?: Maybe<DailyMetric>;
  readonly siteId?: Maybe<string>;
  readonly sensorIds?: Maybe<readonly string[]>;
  readonly column?: Maybe<string>;
}

const isSaid = (value: unknown): boolean => value !== null && value !== undefined;

const measured = ['quantity', 'metric', 'siteId', 'sensorIds'] as const;

const wrong = (field: string, reason: string, next: string): Problem =>
  problem(field, 'WRONG_SETTING', reason, next);

/** What is wished for, or what is contradictory or missing in it. */
export const wishOf = (asked: ExposureAsked): ExposureWish | Problem => {
  const { quantity, metric, siteId, sensorIds, column } = asked;
  if (isSaid(column)) {
    const beside = measured.find((name) => isSaid(asked[name]));
    return beside === undefined
      ? { kind: 'uploaded', column: column as string }
      : wrong(
          beside,
          'An uploaded column is an exposure by itself',
          `Leave out ${beside}, or leave out column for an exposure that was measured here.`,
        );
  }
  if (quantity === null || quantity === undefined)
    return wrong(
      'quantity',
      'There is no exposure',
      'Name a quantity, and a site or sensors; or a column of the health series.',
    );
  const whole = { kind: 'measured', quantity, metric: metric ?? 'DAILY_MEAN' } as const;
  if (isSaid(siteId) && isSaid(sensorIds))
    return wrong('sensorIds', 'A site has its own sensors', 'Name a site, or sensors, not both.');
  if (isSaid(siteId)) return { ...whole, from: { siteId: siteId as string } };
  if (isSaid(sensorIds)) return { ...whole, from: { sensorIds: sensorIds as readonly string[] } };
  return wrong('siteId', 'Nobody knows where it is to be measured', 'Name a site, or sensors.');
};
