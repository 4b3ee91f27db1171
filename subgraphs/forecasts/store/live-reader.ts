import { setImmediate } from 'node:timers/promises';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { IssuedRecord, Ring } from './ring.ts';
import type { StreamPlace } from './stream-place.ts';

export type LiveEvent =
  | {
      readonly kind: 'issued';
      readonly place: StreamPlace;
      /** When the log took it. */
      readonly appendedAt: EpochMs;
      readonly forecast: Forecast;
    }
  | {
      readonly kind: 'gap';
      readonly place: StreamPlace;
      readonly from: EpochMs | null;
      readonly to: EpochMs | null;
      readonly reason: string;
    };

export type LiveReader = AsyncIterableIterator<LiveEvent> & {
  /** Where it began. */
  readonly start: StreamPlace;
  /** Takes effect at once, also while `next()` waits. */
  return(): Promise<IteratorResult<LiveEvent>>;
};

interface Options {
  readonly eventLog: EventLog;
  readonly ring: Ring;
  /** Called once each when the ring has grown. */
  readonly waiters: Set<() => void>;
  readonly after?: StreamPlace;
  readonly matches: (forecast: Forecast) => boolean;
  readonly now: EpochMs;
  /** Ends every reader. */
  readonly closing: AbortSignal;
}

/** Records that are read from the log, or looked at in the ring, before others have their turn. */
const recordsAtOnce = 100;
const over: IteratorResult<LiveEvent> = { done: true, value: undefined };

/**
 * Where its next records come from:
 *   log   it stands before what the ring holds, and reads page by page
 *   ring  it stands within the ring, and waits at its end
 * It goes from log to ring when the ring covers its positions, and back when the ring has moved past it.
 */
export const openLiveReader = (options: Options): LiveReader => {
  const { eventLog, ring, waiters, after, matches, now, closing } = options;
  const { epoch } = eventLog;
  const isOfThisLog = after?.epoch === epoch;
  const start: StreamPlace =
    after && isOfThisLog ? after : { epoch, positions: { ...ring.end }, at: ring.at };
  const positions: Record<number, number> = { ...start.positions };
  let at = start.at;
  let number: number | undefined;
  let isUnchecked = after !== undefined && isOfThisLog;
  let inHand: IssuedRecord[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const place = (): StreamPlace => ({ epoch, positions: { ...positions }, at });
  const gapFrom = (from: EpochMs | null, to: EpochMs | null, reason: string): LiveEvent => ({
    kind: 'gap',
    place: place(),
    from,
    to,
    reason,
  });
  let announced =
    after === undefined || isOfThisLog
      ? undefined
      : gapFrom(
          after.at,
          now,
          'The log was made anew since this cursor: what came in between cannot be told.',
        );

  /** The next forecast in hand that matches; whatever does not is passed. */
  const nextInHand = (): LiveEvent | undefined => {
    for (let record = inHand.shift(); record; record = inHand.shift()) {
      const { position, value, appendedAt } = record;
      if (position.offset < (positions[position.partition] ?? 0)) continue;
      positions[position.partition] = position.offset + 1;
      at = Math.max(at ?? appendedAt, appendedAt);
      if (matches(value)) return { kind: 'issued', place: place(), appendedAt, forecast: value };
    }
    return undefined;
  };

  /** A cursor lies neither before what the log holds nor behind its end; where it does, that is told and it goes on from what there is. */
  const check = async (): Promise<void> => {
    const { oldest, end } = await eventLog.bounds(forecastIssued);
    isUnchecked = false;
    const from = at;
    const isAhead = Object.entries(positions).some(([name, next]) => next > (end[Number(name)] ?? 0));
    if (isAhead) {
      Object.assign(positions, end);
      announced = gapFrom(from, now, 'The log ends before this cursor: it was restored from an older copy.');
      return;
    }
    const dropped = Object.entries(oldest).filter(
      ([name, offset]) => offset > (positions[Number(name)] ?? 0),
    );
    if (dropped.length === 0) return;
    for (const [name, offset] of dropped) positions[Number(name)] = offset;
    announced = gapFrom(from, now, 'Older than what the log keeps.');
  };

  const wait = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      waiters.add(resolve);
    });
    wake = undefined;
  };

  const readLog = async (): Promise<void> => {
    // what is pushed while the log is read comes from the ring
    const { next } = ring;
    inHand = [...(await eventLog.readFrom(forecastIssued, { ...positions }, recordsAtOnce))];
    // at the end: what the ring has dropped below was never there
    if (inHand.length === 0) number = next;
  };

  const refill = async (): Promise<void> => {
    if (isUnchecked) return check();
    if (number === undefined || number < ring.first) {
      number = ring.covers(positions) ? ring.first : undefined;
      return number === undefined ? readLog() : undefined;
    }
    if (number === ring.next) return wait();
    const last = Math.min(ring.next, number + recordsAtOnce);
    for (; number < last; number += 1) inHand.push(ring.get(number) as IssuedRecord);
    await setImmediate();
  };

  const step = async (): Promise<IteratorResult<LiveEvent>> => {
    while (!ended && !closing.aborted) {
      const event = announced ?? nextInHand();
      announced = undefined;
      if (event) return { done: false, value: event };
      try {
        await refill();
      } catch (error) {
        if (!ended && !closing.aborted) throw error;
      }
    }
    return over;
  };

  const reader: LiveReader = {
    start,
    [Symbol.asyncIterator]: () => reader,
    next() {
      const result = turn.then(step);
      turn = result.catch(() => undefined);
      return result;
    },
    async return() {
      ended = true;
      if (wake) waiters.delete(wake);
      wake?.();
      return over;
    },
  };
  return reader;
};
