import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { LiveMark } from '@aqmrg/platform/subgraph/live.ts';
import type { ExecutionResult, GraphQLError } from 'graphql';

/** What stands between a source and those who are sent its events. */
export interface Listener {
  /** Nothing more is read while it is. */
  readonly isBehind: boolean;
  /** Once, before any event, where the subgraph tells it. */
  startsAt(cursor: string): void;
  /** Events that came together, in order. Others are given the same: it leaves them as they are. */
  take(events: readonly ExecutionResult[]): void;
  /** Without an error: the subgraph had no more to tell. */
  ended(error: Error | undefined): void;
}

/**
 * One stream of a subgraph:
 *
 *   opening ─▶ flowing ◀─▶ broken    goes on behind the last event, with growing pauses
 *      └──────────┴───────────┴────▶ ended: refused, completed, left by all, or away for too long
 *
 * A stream whose events carry a cursor has no end of its own: where it ends, the subgraph stops, and another will go on.
 */
export interface Source {
  /** Resolves with the reasons why the subgraph refused, if it did. */
  readonly opened: Promise<readonly GraphQLError[] | undefined>;
  /** Where it has come to. */
  readonly cursor: string | undefined;
  readonly hasListeners: boolean;
  attach(listener: Listener): () => void;
  /** A listener that was behind is so no longer. */
  proceed(): void;
}

export type Stream = AsyncIterableIterator<ExecutionResult>;

export interface SourceOptions {
  /** Subscribes, from now or from behind `after`. `signal` aborts when nobody listens any more. */
  readonly subscribe: (after: string | undefined, signal: AbortSignal) => Promise<Stream | ExecutionResult>;
  readonly after: string | undefined;
  readonly isResumable: boolean;
  readonly onResumed: () => void;
  readonly onEnded: () => void;
  readonly pauses?: Pauses;
}

export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
  /** How long a break may last. */
  readonly giveUpAfterMs: number;
}

const patient: Pauses = { firstMs: 100, longestMs: 5_000, giveUpAfterMs: 120_000 };

/** The most that waits to be handed on; it is handed on once a turn of the event loop. */
const maxWaiting = 1_000;

const markOf = ({ extensions }: ExecutionResult): LiveMark | undefined =>
  extensions?.live as LiveMark | undefined;
const isEvent = ({ data, errors }: ExecutionResult): boolean => data !== undefined || errors !== undefined;
const isStream = (answer: Stream | ExecutionResult): answer is Stream => Symbol.asyncIterator in answer;
const mayPass = (error: unknown): boolean =>
  error instanceof AirError && (error.code === 'SUBGRAPH_UNAVAILABLE' || error.code === 'SHUTTING_DOWN');

/** What a subgraph that was there before says for good; anything else may be its way of coming back. */
const final: ReadonlySet<unknown> = new Set([
  'BAD_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);
const isFinal = (error: unknown): boolean => {
  const { code, extensions } = error as { code?: unknown; extensions?: { code?: unknown } };
  return final.has(code ?? extensions?.code);
};

/** A stream that stood so long has come back in earnest. */
const steadyAfterMs = 10_000;

/** Opens at once; ends when the last listener has left. */
export const openSource = (options: SourceOptions): Source => {
  const { pauses = patient, isResumable } = options;
  const leaving = new AbortController();
  const listeners = new Set<Listener>();
  let waiting: ExecutionResult[] = [];
  let cursor = options.after;
  let startsAt: string | undefined;
  let stream: Stream | undefined;
  let isProven = false;
  let isEnded = false;
  /** Since an event was last taken, or a stream stood for a while. */
  let tries = 0;
  let brokenSince = 0;
  let standsSince = performance.now();
  let wake: (() => void) | undefined;
  let opened: (refused: readonly GraphQLError[] | undefined) => void = () => {};
  let failed: (error: unknown) => void = () => {};
  const opening = new Promise<readonly GraphQLError[] | undefined>((resolve, reject) => {
    opened = resolve;
    failed = reject;
  });

  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    for (const listener of listeners) listener.take(batch);
  };

  const end = (error: Error | undefined): void => {
    if (isEnded) return;
    flush();
    isEnded = true;
    leaving.abort();
    for (const listener of listeners) listener.ended(error);
    void stream?.return?.();
    wake?.();
    options.onEnded();
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      leaving.signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });

  const take = (result: ExecutionResult): void => {
    isProven = true;
    const mark = markOf(result);
    if (mark) cursor = mark.cursor;
    if (isEvent(result)) {
      tries = 0;
      if (waiting.push(result) === 1) setImmediate(flush);
    } else if (mark && startsAt === undefined) {
      startsAt = mark.cursor;
      for (const listener of listeners) listener.startsAt(mark.cursor);
    }
  };

  const isHeldUp = (): boolean => {
    if (waiting.length >= maxWaiting) return true;
    for (const listener of listeners) if (listener.isBehind) return true;
    return false;
  };
  const untilThereIsRoom = async (): Promise<void> => {
    while (!isEnded && isHeldUp()) {
      if (waiting.length > 0) await new Promise(setImmediate);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };

  /** Reads until the stream ends or breaks; resolves with whether it may be taken up again. */
  const read = async (from: Stream): Promise<{ readonly goOn: boolean; readonly error?: Error }> => {
    try {
      for (;;) {
        const { done, value } = await from.next();
        if (done) return { goOn: isResumable && cursor !== undefined };
        take(value);
        if (isHeldUp()) await untilThereIsRoom();
      }
    } catch (error) {
      return {
        goOn: isResumable && cursor !== undefined && mayPass(error),
        error: error as Error,
      };
    }
  };

  /** Resolves with a stream that goes on, or with why there is none. */
  const reopen = async (): Promise<Stream | Error | undefined> => {
    if (performance.now() - standsSince > steadyAfterMs) tries = 0;
    if (tries === 0) brokenSince = performance.now();
    while (!isEnded) {
      await pause(Math.random() * Math.min(pauses.longestMs, pauses.firstMs * 2 ** tries));
      if (isEnded) return undefined;
      tries += 1;
      try {
        const answer = await options.subscribe(cursor, leaving.signal);
        if (!isStream(answer)) throw answer.errors?.[0] ?? new Error('a stream that is none');
        // so that it ends with this source, also while it waits
        stream = answer;
        if (isEnded) void answer.return?.();
        const first = await answer.next();
        if (!first.done) {
          take(first.value);
          standsSince = performance.now();
          return answer;
        }
      } catch (error) {
        if (isFinal(error)) return error as Error;
      }
      if (performance.now() - brokenSince > pauses.giveUpAfterMs)
        return new AirError('SUBGRAPH_UNAVAILABLE', 'The subgraph behind this stream does not come back.');
    }
    return undefined;
  };

  const run = async (): Promise<void> => {
    const answer = await options.subscribe(options.after, leaving.signal);
    if (!isStream(answer)) {
      opened(answer.errors ?? []);
      return end(undefined);
    }
    opened(undefined);
    stream = answer;
    while (!isEnded) {
      const { goOn, error } = await read(stream);
      if (!goOn || isEnded) return end(error);
      const next = await reopen();
      if (next === undefined || next instanceof Error) return end(next);
      options.onResumed();
    }
  };
  void run().catch((error: unknown) => {
    failed(error);
    end(error as Error);
  });
  // whoever asks hears of it; an opening that nobody waits for must not end the process
  opening.catch(() => {});

  return {
    opened: opening,
    get cursor() {
      return cursor;
    },
    get hasListeners() {
      return listeners.size > 0;
    },
    attach(listener) {
      // what came before belongs to those who were there
      flush();
      listeners.add(listener);
      if (isProven && cursor !== undefined) listener.startsAt(cursor);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end(undefined);
        else wake?.();
      };
    },
    proceed: () => wake?.(),
  };
};
