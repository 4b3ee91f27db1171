import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import type { AccessFact, AccessNews } from '@aqmrg/schema/events/access.ts';
import { advance, isAllRead, type Lane, openLanes } from './news-lanes.ts';

/** What holds and what changes, told to whoever judges credentials: see `accessNews` in schema/events/access.ts. */
export interface News {
  /**
   * Ends with `signal` and with the log, and rejects where the log cannot be read. Silence is to be told from peace, so a beat says that the log held nothing
   * beyond what was handed on when it was looked at: there are none while a tail hangs behind a disk. Explicit iterator: `return()` takes effect at once, also while `next()` waits.
   */
  subscribe(signal: AbortSignal): AsyncIterableIterator<AccessNews, undefined>;
}

interface NewsGround {
  readonly eventLog: Pick<EventLog, 'readFrom' | 'tail' | 'bounds'>;
  readonly now: () => number;
  /** How long there may be nothing to say. Default 1 s: who hears nothing for five trusts nobody any more. */
  readonly beatMs?: number;
}

/** Facts a message, at most. */
const mostAtOnce = 1_000;
const over: IteratorResult<AccessNews, undefined> = { done: true, value: undefined };

/** What a tail has given, until all of it was handed on. */
interface Page {
  readonly facts: AccessFact[];
  readonly goOn: () => void;
}

export const createNews = ({ eventLog, now, beatMs = 1_000 }: NewsGround): News => {
  /** Revocations of what would have expired anyway are no news. */
  const factsOf = (records: readonly LogRecord<AccessFact>[]): AccessFact[] => {
    const at = now();
    return records.map(({ value }) => value).filter((fact) => !('until' in fact) || fact.until > at);
  };

  async function* snapshots(lanes: readonly Lane[]): AsyncGenerator<AccessNews, undefined> {
    for (const lane of lanes) {
      for (;;) {
        const from: Positions = { ...lane.from };
        const records = await eventLog.readFrom(lane.topic, from, mostAtOnce);
        if (records.length === 0) break;
        advance(lane, records);
        const facts = factsOf(records);
        if (facts.length > 0) yield { kind: 'snapshot', facts, isLast: false };
      }
    }
    yield { kind: 'snapshot', facts: [], isLast: true };
  }

  return {
    subscribe(signal) {
      const lanes = openLanes();
      const holds = snapshots(lanes);
      const leaving = new AbortController();
      const arrived: Page[] = [];
      let phase: 'snapshot' | 'following' | 'over' = 'snapshot';
      let failure: { readonly error: unknown } | undefined;
      let wake: (() => void) | undefined;
      let release: (() => void) | undefined;
      let turn: Promise<unknown> = Promise.resolve();

      const leave = (): void => {
        phase = 'over';
        signal.removeEventListener('abort', leave);
        leaving.abort();
        wake?.();
        release?.();
      };

      /** Of each topic one page is held at most: a slow subscriber reads later. */
      const follow = (lane: Lane): void => {
        const tail = eventLog.tail(lane.topic, { ...lane.from }, leaving.signal);
        const next = (): void => {
          tail.next().then(
            ({ done, value }) => {
              if (done) leave();
              else {
                const goOn = (): void => {
                  advance(lane, value);
                  next();
                };
                arrived.push({ facts: factsOf(value), goOn });
              }
              wake?.();
            },
            (error: unknown) => {
              failure ??= { error };
              wake?.();
            },
          );
        };
        next();
      };

      let isLooking = false;
      const look = async (): Promise<boolean> => {
        // one that hangs is not asked again: there is no beat while it does
        if (isLooking) return false;
        isLooking = true;
        return isAllRead(eventLog, lanes).finally(() => {
          isLooking = false;
        });
      };

      /** Resolves with whether it is time for a beat: nothing came for so long, and nothing lies in the log that should have. */
      const wait = (): Promise<boolean> =>
        new Promise((resolve) => {
          let isOver = false;
          const end = (isPeace: boolean): void => {
            if (isOver) return;
            isOver = true;
            clearTimeout(timer);
            wake = undefined;
            resolve(isPeace);
          };
          const timer = setTimeout(() => void look().then(end), beatMs);
          wake = () => end(false);
        });

      const fail = ({ error }: { readonly error: unknown }): never => {
        // who waits is to hear why, not that it is over
        release = undefined;
        leave();
        throw error;
      };

      const nextHeld = async (): Promise<IteratorResult<AccessNews, undefined>> => {
        const held = await holds.next().catch((error: unknown) => fail({ error }));
        if (held.done || !('isLast' in held.value) || !held.value.isLast) return held;
        if (phase === 'snapshot') {
          phase = 'following';
          lanes.forEach(follow);
        }
        return held;
      };

      const step = async (): Promise<IteratorResult<AccessNews, undefined>> => {
        if (phase === 'snapshot') return nextHeld();
        while (phase !== 'over') {
          const [page] = arrived;
          if (page !== undefined) {
            const facts = page.facts.splice(0, mostAtOnce);
            if (page.facts.length === 0) {
              arrived.shift();
              page.goOn();
            }
            if (facts.length > 0) return { done: false, value: { kind: 'facts', facts } };
          } else if (failure !== undefined) fail(failure);
          else if (await wait()) return { done: false, value: { kind: 'beat' } };
        }
        return over;
      };

      signal.addEventListener('abort', leave);
      if (signal.aborted) leave();

      const news: AsyncIterableIterator<AccessNews, undefined> = {
        [Symbol.asyncIterator]: () => news,
        next() {
          const result = turn.then(
            () =>
              new Promise<IteratorResult<AccessNews, undefined>>((resolve, reject) => {
                if (phase === 'over') return resolve(over);
                release = () => resolve(over);
                step().then(resolve, reject);
              }),
          );
          turn = result.catch(() => undefined);
          return result;
        },
        async return() {
          leave();
          return over;
        },
      };
      return news;
    },
  };
};
