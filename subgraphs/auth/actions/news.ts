import type { EventLog, LogRecord, Positions } from '@aqmrg/platform/ports/event-log.ts';
import {
  type AccessFact,
  type AccessNews,
  accessKeys,
  accessSessions,
  accessSigningKeys,
} from '@aqmrg/schema/events/access.ts';
import type { Topic } from '@aqmrg/schema/events/topic.ts';

/** What holds and what changes, told to whoever judges credentials: see `accessNews` in schema/events/access.ts. */
export interface News {
  /**
   * Ends with `signal` and with the log, and rejects where the log cannot be read: silence is to be told from peace, so there are no
   * beats without a log. Explicit iterator: `return()` takes effect at once, also while `next()` waits.
   */
  subscribe(signal: AbortSignal): AsyncIterableIterator<AccessNews, undefined>;
}

interface NewsGround {
  readonly eventLog: Pick<EventLog, 'readFrom' | 'tail'>;
  readonly now: () => number;
  /** How long there may be nothing to say. Default 1 s: who hears nothing for five trusts nobody any more. */
  readonly beatMs?: number;
}

/** Facts a message, at most. */
const mostAtOnce = 1_000;
const topics = [accessSigningKeys, accessKeys, accessSessions] as unknown as readonly Topic<AccessFact>[];
const over: IteratorResult<AccessNews, undefined> = { done: true, value: undefined };

/** A topic, and how far this subscriber has it. */
interface Lane {
  readonly topic: Topic<AccessFact>;
  readonly from: Record<number, number>;
}

const advance = ({ from }: Lane, records: readonly LogRecord<AccessFact>[]): void => {
  for (const { position } of records) from[position.partition] = position.offset + 1;
};

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
      const lanes: readonly Lane[] = topics.map((topic) => ({ topic, from: {} }));
      const holds = snapshots(lanes);
      const leaving = new AbortController();
      const arrived: { readonly facts: AccessFact[]; readonly goOn: () => void }[] = [];
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
        const goOn = (): void => {
          tail.next().then(
            ({ done, value }) => {
              if (done) leave();
              else arrived.push({ facts: factsOf(value), goOn });
              wake?.();
            },
            (error: unknown) => {
              failure ??= { error };
              wake?.();
            },
          );
        };
        goOn();
      };

      /** Resolves with whether something came before it was time for a beat. */
      const wait = (): Promise<boolean> =>
        new Promise((resolve) => {
          const end = (hasCome: boolean): void => {
            clearTimeout(timer);
            wake = undefined;
            resolve(hasCome);
          };
          const timer = setTimeout(() => end(false), beatMs);
          wake = () => end(true);
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
          else if (!(await wait())) return { done: false, value: { kind: 'beat' } };
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
