import type { EventLog, Positions } from '@aqmrg/platform/ports/event-log.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { LiveChange, LiveEvent, StreamPlace } from './live-event.ts';
import type { AcceptedRecord, Ring } from './ring.ts';

export type LiveReader = AsyncIterableIterator<LiveEvent> & {
  /** Takes effect at once, also while `next()` waits. */
  return(): Promise<IteratorResult<LiveEvent>>;
};

interface Options {
  readonly eventLog: EventLog;
  readonly ring: Ring;
  /** Called once each when the ring has grown. */
  readonly waiters: Set<() => void>;
  readonly after?: StreamPlace;
  readonly matches: (change: LiveChange) => boolean;
  readonly now: EpochMs;
  /** Ends every reader. */
  readonly closing: AbortSignal;
}

type RingSource = { readonly kind: 'ring'; number: number };
type LogSource = { readonly kind: 'log'; page: AcceptedRecord[] };
type Gap = Extract<LiveEvent, { kind: 'gap' }>;

const pageSize = 100;
const over: IteratorResult<LiveEvent> = { done: true, value: undefined };

/**
 * Where its next record comes from:
 *   log   it stands before what the ring holds, and reads page by page
 *   ring  it stands within the ring, and waits at its end
 * It goes from log to ring when the ring covers its positions, and back when the ring has moved past it.
 */
export const openLiveReader = ({
  eventLog,
  ring,
  waiters,
  after,
  matches,
  now,
  closing,
}: Options): LiveReader => {
  const sameLog = after === undefined || after.epoch === eventLog.epoch;
  const positions: Record<number, number> = { ...(after && sameLog ? after.positions : ring.end) };
  let partial = after && sameLog ? after.partial : null;
  let at = after?.at ?? null;
  let source: RingSource | LogSource = { kind: 'log', page: [] };
  let unchecked = after !== undefined && sameLog;
  let record: AcceptedRecord | undefined;
  let ended = false;
  let wake: (() => void) | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const place = (): StreamPlace => ({ epoch: eventLog.epoch, positions: { ...positions }, partial, at });
  const gap = (reason: string, to: EpochMs | null): Gap => ({
    kind: 'gap',
    place: place(),
    from: at,
    to,
    reason,
  });
  let announced = sameLog
    ? undefined
    : gap('The log was made anew since this cursor: what came in between cannot be told.', now);

  const takeUp = (next: AcceptedRecord): void => {
    const { partition, offset } = next.position;
    if (offset < (positions[partition] ?? 0)) return;
    if (partial?.partition === partition && positions[partition] !== offset) partial = null;
    positions[partition] = offset;
    record = next;
  };

  /** The next change of the record in hand, if it matches; the place moves on either way. */
  const takeChange = (current: AcceptedRecord): LiveEvent | undefined => {
    const { partition, offset } = current.position;
    const index = partial?.partition === partition ? partial.seen : 0;
    const change = current.value.changes[index];
    if (index + 1 < current.value.changes.length) {
      partial = { partition, seen: index + 1 };
    } else {
      positions[partition] = offset + 1;
      partial = null;
      record = undefined;
    }
    at = current.appendedAt;
    return change && matches(change) ? { kind: 'change', ...change, place: place() } : undefined;
  };

  const raiseTo = (floor: Positions): boolean => {
    let raised = false;
    for (const [name, offset] of Object.entries(floor)) {
      const partition = Number(name);
      if ((positions[partition] ?? 0) >= offset) continue;
      positions[partition] = offset;
      if (partial?.partition === partition) partial = null;
      raised = true;
    }
    return raised;
  };

  const readPage = async (): Promise<AcceptedRecord[]> => {
    // Taken before reading: what the log does not hold below it was never there, or has been announced as dropped.
    const floor = { ...ring.floor };
    const { oldest } = await eventLog.bounds(readingsAccepted);
    const dropped = raiseTo(oldest);
    const page = [...(await eventLog.readFrom(readingsAccepted, { ...positions }, pageSize))];
    if (dropped) announced = gap('Older than what the log keeps.', page[0]?.appendedAt ?? now);
    if (page.length === 0) raiseTo(floor);
    return page;
  };

  /** A cursor of this log cannot lie behind its end, unless the log was restored from an older copy. */
  const checkEnd = async (): Promise<void> => {
    const { end } = await eventLog.bounds(readingsAccepted);
    const ahead = Object.entries(positions).some(([name, next]) => next > (end[Number(name)] ?? 0));
    if (!ahead) return;
    Object.assign(positions, end);
    partial = null;
    announced = gap('The log ends before this cursor: it was restored from an older copy.', now);
  };

  const fromRing = async (from: RingSource): Promise<void> => {
    if (from.number < ring.first) {
      source = { kind: 'log', page: [] };
    } else if (from.number < ring.next) {
      takeUp(ring.at(from.number));
      from.number += 1;
    } else {
      await new Promise<void>((resolve) => {
        wake = resolve;
        waiters.add(resolve);
      });
      wake = undefined;
    }
  };

  const fromLog = async (from: LogSource): Promise<void> => {
    const next = from.page.shift();
    if (next) takeUp(next);
    else if (ring.covers(positions)) source = { kind: 'ring', number: ring.first };
    else from.page = await readPage();
  };

  const step = async (): Promise<IteratorResult<LiveEvent>> => {
    while (!ended && !closing.aborted) {
      if (unchecked) {
        unchecked = false;
        await checkEnd();
      }
      if (announced) {
        const value = announced;
        announced = undefined;
        return { done: false, value };
      }
      const event = record && takeChange(record);
      if (event) return { done: false, value: event };
      if (record) continue;
      if (source.kind === 'ring') await fromRing(source);
      else await fromLog(source);
    }
    return over;
  };

  const reader: LiveReader = {
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
