import type { FormattedExecutionResult } from 'graphql-ws/client';
import { type BackOff, waitMs } from './back-off.ts';
import { openInbox } from './inbox.ts';
import type { Line } from './line.ts';
import { errorOf, type GraphProblem, type LiveError } from './live-error.ts';
import type { LiveOperation } from './operation.ts';
import { openSieve } from './sieve.ts';

/** What the gateway does when this client reads more slowly than events come. */
export type WhenSlow = 'GAP' | 'CONFLATE' | 'CLOSE';

/** How one subscription is followed. */
export interface StreamOptions {
  /** Default: GAP, or CLOSE where the operation cannot show a gap. */
  readonly whenSlow?: WhenSlow | undefined;
  /** How many events may wait for their reader before no more are read from the socket. Default 1,000. */
  readonly buffer?: number | undefined;
  /** Fetch what a gap says that was dropped, as long as the log has it. Default false: the gap is given instead. */
  readonly fillGaps?: boolean | undefined;
  /** Hears of fields of an event that could not be had; they are null in its data. */
  readonly onErrors?: ((problems: readonly GraphProblem[]) => void) | undefined;
}

/** The events of one subscription, in order, each once. Leaving the loop ends it. */
export interface LiveStream<Data> extends AsyncIterableIterator<Data, undefined, undefined> {
  /** Where the newest event that was read stands, or where the stream starts: what to keep to go on another day. */
  readonly cursor: string | undefined;
}

/** What a stream needs of those who hold the line. */
export interface StreamHost {
  readonly backOff: BackOff;
  /** It wants a line, or wants one again. */
  readonly wanted: () => void;
  /** A message came. */
  readonly heard: () => void;
  /** Nobody reads what comes: true where the line could be stopped. */
  readonly pause: () => boolean;
  readonly resume: () => void;
  /** It is over. */
  readonly gone: () => void;
}

/** One subscription over as many lines as it takes. */
export interface Stream<Data> {
  readonly events: LiveStream<Data>;
  /** Whether it should be begun on the next line. */
  isWaiting(): boolean;
  begin(line: Line): void;
  /** The line broke. */
  lose(): void;
  /** Ends it: an error is told behind what was not read yet; without one, that is thrown away. */
  end(error?: LiveError): void;
}

/**
 * Where a stream is. waiting: for a line. on: subscribed. held: its reader is behind, and the socket cannot be stopped, so that it gave the
 * subscription up until there is room. mending: the gateway ended it for a while. over: for good.
 */
type Phase = 'waiting' | 'on' | 'held' | 'mending' | 'over';

interface Given<Data> {
  readonly data: Data;
  readonly cursor: string | undefined;
}

const capacityByDefault = 1_000;
/** As many as the gateway keeps for those who fall behind: nothing can come again from further back. */
const remembered = 4_096;
/** Errors that pass: the place is still good. */
const passing: ReadonlySet<unknown> = new Set(['TOO_SLOW', 'SUBGRAPH_UNAVAILABLE', 'OVERLOADED']);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Follows one subscription: keeps its place, tells events from gaps and from what came before, and holds what was not read yet. */
export const openStream = <Data>(
  operation: LiveOperation,
  variables: Readonly<Record<string, unknown>>,
  options: StreamOptions,
  host: StreamHost,
): Stream<Data> => {
  const { [operation.after]: from, ...others } = variables;
  const sieve = openSieve(remembered);
  let phase: Phase = 'waiting';
  // the newest place that came, and the newest that was read
  let place = textOf(from);
  let read = place;
  let line: Line | undefined;
  let drop: (() => void) | undefined;
  let isResumed = false;
  let isFresh = true;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const inbox = openInbox<Given<Data>>(options.buffer ?? capacityByDefault, () => {
    if (phase === 'held') {
      phase = 'waiting';
      host.wanted();
    } else host.resume();
  });

  const leaveLine = (): void => {
    const leave = drop;
    drop = undefined;
    line = undefined;
    leave?.();
  };
  const end = (error?: LiveError): void => {
    if (phase === 'over') return;
    phase = 'over';
    clearTimeout(timer);
    inbox.end(error);
    host.gone();
    leaveLine();
  };

  const begin = (on: Line): void => {
    phase = 'on';
    line = on;
    isResumed = place !== undefined;
    isFresh = true;
    const live = { start: true, ...(options.whenSlow === undefined ? {} : { whenSlow: options.whenSlow }) };
    const payload = {
      query: operation.query,
      operationName: operation.operationName,
      variables: place === undefined ? others : { ...others, [operation.after]: place },
      extensions: { live },
    };
    drop = on.subscribe(payload, { next: take, error: refuse, complete: () => end() });
  };

  /** Subscribes again from before a gap: the new subscription first, so that the line does not close between them. */
  const beginAgain = (): void => {
    const leave = drop;
    if (line) begin(line);
    leave?.();
  };

  const give = (data: Data, cursor: string | undefined): void => {
    place = cursor ?? place;
    isFresh = false;
    if (!inbox.put({ data, cursor }) || host.pause()) return;
    phase = 'held';
    leaveLine();
  };

  const take = (result: FormattedExecutionResult): void => {
    host.heard();
    tries = 0;
    const { data, errors, extensions } = result;
    const event = data?.[operation.root] as Readonly<Record<string, unknown>> | null | undefined;
    if (event === null || event === undefined) {
      const start = textOf((extensions?.live as { readonly cursor?: unknown } | undefined)?.cursor);
      if (errors === undefined && start !== undefined) {
        place ??= start;
        read ??= start;
      } else end(errorOf(errors ?? [], place));
      return;
    }
    const cursor = textOf(event[operation.cursor]);
    const isGap =
      event[operation.change ?? ''] === 'GAP' || (event[operation.gap ?? ''] ?? undefined) !== undefined;
    // first of all after a cursor, a gap says that the past is gone; anywhere else it can be read again from before it
    const isPast = isResumed && isFresh;
    if (isGap && !isPast && options.fillGaps === true && place !== undefined) beginAgain();
    else if (cursor === undefined || sieve.isNew(isGap ? `gap ${cursor}` : cursor)) {
      give(data as Data, cursor);
      if (errors !== undefined) options.onErrors?.(errors as readonly GraphProblem[]);
    }
  };

  const refuse = (problems: readonly GraphProblem[]): void => {
    const error = errorOf(problems, place);
    if (!passing.has(error.code)) {
      end(error);
      return;
    }
    place ??= error.cursor;
    phase = 'mending';
    leaveLine();
    timer = setTimeout(
      () => {
        phase = 'waiting';
        host.wanted();
      },
      waitMs(host.backOff, tries),
    );
    tries += 1;
  };

  const events: LiveStream<Data> = {
    get cursor() {
      return read;
    },
    async next() {
      const result = await inbox.next();
      if (result.done) return result;
      read = result.value.cursor ?? read;
      return { done: false, value: result.value.data };
    },
    async return() {
      end();
      inbox.clear();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => events,
  };

  return {
    events,
    isWaiting: () => phase === 'waiting',
    begin,
    lose() {
      if (phase !== 'on') return;
      drop = undefined;
      line = undefined;
      phase = inbox.isFull() ? 'held' : 'waiting';
    },
    end(error) {
      end(error);
      if (!error) inbox.clear();
    },
  };
};
