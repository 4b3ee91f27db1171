import { hash } from 'node:crypto';
import type { ReportedReading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** A record of the event log and the place inside it. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
  readonly index: number;
}

export interface Keyed {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
}

/** What a reading is known by: there is one current row a key. */
export const keyOf = ({ sensorId, quantity, periodStart, periodEnd }: Keyed): string =>
  `${quantity} ${periodStart} ${periodEnd} ${sensorId}`;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareKeys = (a: Keyed, b: Keyed): number =>
  byText(a.sensorId, b.sensorId) ||
  byText(a.quantity, b.quantity) ||
  a.periodStart - b.periodStart ||
  a.periodEnd - b.periodEnd;

/**
 * Hash of what was reported: the same values give the same hash, in whatever order their fields and channels came,
 * whoever sent them and when. 128 bits of SHA-256, so that equal hashes mean equal values.
 */
export const contentHash = (reading: ReportedReading): string => {
  const channels = reading.channels
    ?.map(({ name, value }) => [name, value] as const)
    .sort((a, b) => byText(a[0], b[0]) || a[1] - b[1]);
  const { replayOf } = reading;
  const content = JSON.stringify([
    reading.value,
    reading.unit,
    channels ?? [],
    reading.variant ?? null,
    reading.sourceFlag ?? null,
    reading.source ?? null,
    replayOf ? [replayOf.periodStart, replayOf.periodEnd] : null,
  ]);
  return hash('sha256', content, 'base64url').slice(0, 22);
};

export const comparePlaces = (a: Place, b: Place): number =>
  a.partition - b.partition || a.offset - b.offset || a.index - b.index;

export interface Identified {
  readonly reportedAt: Place;
  readonly contentHash: string;
}

/**
 * redelivery: this very report is current; say it again, unchanged.
 * duplicate:  the same values from another report; nothing to do.
 * added:      the first values of this key.
 * revised:    other values, reported later: one revision more.
 * stale:      other values, reported earlier than the current ones; nothing to do.
 */
export type Evolution = 'redelivery' | 'duplicate' | 'added' | 'revised' | 'stale';

/** What an incoming report means for the current row of its key. */
export const evolve = (current: Identified | undefined, incoming: Identified): Evolution => {
  if (current === undefined) return 'added';
  const order = comparePlaces(incoming.reportedAt, current.reportedAt);
  if (order === 0) return 'redelivery';
  if (incoming.contentHash === current.contentHash) return 'duplicate';
  return order > 0 ? 'revised' : 'stale';
};
