import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Positions } from '../ports/event-log.ts';
import type { LiveEvent, StreamPlace } from './event.ts';
import type { LivePage, LivePages } from './pages.ts';
import { startAt } from './progress.ts';
import type { Ring } from './ring.ts';
import type { LiveRecord, LiveSource } from './source.ts';
import type { Turns } from './turns.ts';

export type LiveReader<E> = AsyncIterableIterator<LiveEvent<E>> & {
  /** Where it began. */
  readonly start: StreamPlace;
  /** Takes effect at once, also while `next()` waits. */
  return(): Promise<IteratorResult<LiveEvent<E>>>;
};

/** What a subscription wants to see. */
export interface LiveWish<E> {
  /** Asked once for each entry, in order. */
  readonly matches: (entry: E) => boolean;
  /**
   * Looks up what `matches` will need for these records, in one go. `end` is where the log goes on behind all that this process has heard of it. Where it rejects,
   * so does `next()`, and the one after it tries again.
   */
  readonly prepare?: (records: readonly LiveRecord<E>[], end: Positions) => Promise<void>;
}

interface Options<E> {
  readonly log: LiveSource<E>;
  readonly ring: Ring<E>;
  readonly pages: LivePages<E>;
  readonly turns: Turns;
  /** Called once each when the ring has grown. */
  readonly waiters: Set<() => void>;
  readonly after?: StreamPlace;
  readonly wish: LiveWish<E>;
  readonly now: EpochMs;
  /** Ends every reader. */
  readonly closing: AbortSignal;
}

type RingSource = { readonly kind: 'ring'; number: number };
type LogSource = { readonly kind: 'log'; readonly from: Record<number, number> };
type Gap = Extract<LiveEvent<never>, { kind: 'gap' }>;

/** Taken from the ring at once. A reader that waits holds them, so few. */
const entriesAtOnce = 100;
/** What a reader may do before it waits its turn: look at so many entries, where one that it gives counts as ten. */
const workAtOnce = 1_000;
const workOfGiving = 10;
const over: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Where its next records come from:
 *   log   it stands before what the ring holds, and reads page by page, one page at a time
 *   ring  it stands within the ring, and waits at its end
 * It goes from log to ring when the ring covers its positions, and back when the ring has moved past it.
 */
export const openLiveReader = <E>({
  log,
  ring,
  pages,
  turns,
  waiters,
  after,
  wish,
  now,
  closing,
}: Options<E>): LiveReader<E> => {
  const { epoch } = log;
  const sameLog = after?.epoch === epoch;
  const end = (): StreamPlace => ({ epoch, positions: { ...ring.end }, seen: {}, at: ring.at });
  const start = after && sameLog ? after : end();
  const progress = startAt(start);
  const fromLog = (): LogSource => ({ kind: 'log', from: { ...pages.align(progress.positions) } });
  let source: RingSource | LogSource = fromLog();
  let unchecked = after !== undefined && sameLog;
  let records: readonly LiveRecord<E>[] = [];
  let taken = 0;
  let worked = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const gap = (reason: string, from: EpochMs | null, to: EpochMs | null): Gap => ({
    kind: 'gap',
    place: progress.place(),
    from,
    to,
    reason,
  });
  let announced =
    after === undefined || sameLog
      ? undefined
      : gap('The log was made anew since this cursor: what came in between cannot be told.', after.at, now);

  /** The next entry in hand that matches; whatever does not is passed. */
  const nextInHand = (): LiveEvent<E> | undefined => {
    for (; taken < records.length; taken += 1) {
      const record = records[taken] as LiveRecord<E>;
      const { entries } = record;
      const first = progress.firstUnseen(record);
      if (first === undefined) continue;
      for (let index = first; index < entries.length; index += 1) {
        const entry = entries[index] as E;
        const isWanted = wish.matches(entry);
        if (!isWanted && index + 1 < entries.length) continue;
        progress.note(record, index);
        if (isWanted) {
          const { appendedAt } = record;
          return { kind: 'entry', place: progress.place(), appendedAt, entry };
        }
      }
    }
    return undefined;
  };

  const takeInHand = (next: readonly LiveRecord<E>[]): void => {
    records = next;
    taken = 0;
    worked += next.length;
  };

  /** What the log has dropped, and the page does not hold either, was lost to this reader. */
  const tellDropped = ({ records: page, oldest }: LivePage<E>): void => {
    const lost: Record<number, number> = {};
    for (const [name, offset] of Object.entries(oldest)) {
      const partition = Number(name);
      const next = progress.positions[partition] ?? 0;
      if (next >= offset) continue;
      const found = page.find(({ position }) => position.partition === partition && position.offset >= next);
      const goesOnAt = Math.min(offset, found?.position.offset ?? offset);
      if (goesOnAt > next) lost[partition] = goesOnAt;
    }
    if (Object.keys(lost).length === 0) return;
    const from = progress.at;
    progress.raiseTo(lost);
    const goesOn = page.find((record) => progress.firstUnseen(record) !== undefined);
    progress.raiseTo({}, goesOn?.appendedAt ?? from);
    announced = gap('Older than what the log keeps.', from, goesOn?.appendedAt ?? now);
  };

  /** A cursor of this log cannot lie behind its end, unless the log was restored from an older copy. */
  const checkEnd = async (): Promise<void> => {
    const { end: last } = await log.bounds();
    unchecked = false;
    const isAhead = Object.entries(progress.positions).some(
      ([name, next]) => next > (last[Number(name)] ?? 0),
    );
    if (!isAhead) return;
    const from = progress.at;
    progress.moveTo(last, ring.at);
    source = fromLog();
    announced = gap('The log ends before this cursor: it was restored from an older copy.', from, now);
  };

  const wait = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      waiters.add(resolve);
    });
    wake = undefined;
    worked = 0;
  };

  const rest = async (): Promise<void> => {
    worked = 0;
    await turns.next();
  };

  const prepare = (next: readonly LiveRecord<E>[]): Promise<void> | undefined => {
    if (wish.prepare === undefined) return undefined;
    const unseen = next.filter((record) => progress.firstUnseen(record) !== undefined);
    return unseen.length > 0 ? wish.prepare(unseen, ring.end) : undefined;
  };

  const takeFromRing = (from: RingSource): Promise<void> | undefined => {
    if (from.number < ring.first) {
      source = fromLog();
      return undefined;
    }
    if (from.number === ring.next) return wait();
    const next = ring.take(from.number, entriesAtOnce);
    const take = (): void => {
      from.number += next.length;
      takeInHand(next);
    };
    const preparing = prepare(next);
    if (preparing) return preparing.then(take);
    take();
    return undefined;
  };

  const readLog = async (from: LogSource): Promise<void> => {
    const page = await pages.read({ ...from.from });
    tellDropped(page);
    if (page.records.length === 0) progress.raiseTo(page.floor);
    else await prepare(page.records);
    for (const { position } of page.records) from.from[position.partition] = position.offset + 1;
    takeInHand(page.records);
  };

  /** Brings the next records in hand, if there are any; undefined where that takes no time. */
  const refill = (): Promise<void> | undefined => {
    if (unchecked) return checkEnd();
    if (source.kind === 'ring') return takeFromRing(source);
    if (!ring.covers(progress.positions)) return readLog(source);
    source = { kind: 'ring', number: ring.first };
    return undefined;
  };

  const step = async (): Promise<IteratorResult<LiveEvent<E>>> => {
    while (!ended && !closing.aborted) {
      if (announced) {
        const value = announced;
        announced = undefined;
        return { done: false, value };
      }
      if (worked >= workAtOnce) await rest();
      const event = nextInHand();
      if (event) {
        worked += workOfGiving;
        return { done: false, value: event };
      }
      const refilling = refill();
      if (refilling === undefined) continue;
      try {
        await refilling;
      } catch (error) {
        if (!ended && !closing.aborted) throw error;
      }
    }
    return over;
  };

  const reader: LiveReader<E> = {
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
