import { type BackOff, type Closed, judge, waitMs } from './back-off.ts';
import { type Line, openLine, type WebSocketImpl } from './line.ts';
import type { LiveError } from './live-error.ts';
import { type LiveDocument, readOperation } from './operation.ts';
import { type LiveStream, openStream, type Stream, type StreamOptions } from './stream.ts';

/** A token, or what gives one: asked before each connection, and once more before the token that is in use ends. */
export type TokenSource = string | (() => string | undefined | Promise<string | undefined>);

/** A break that is being mended. */
export interface LiveBreak extends Closed {
  /** How long until the next try. */
  readonly waitMs: number;
  /** How many tries came before it since a message was last heard. */
  readonly tries: number;
}

/** How live events are followed. What is said of streams is the default of each of them. */
export interface LiveOptions extends StreamOptions {
  /** The gateway's GraphQL address; http(s) and ws(s) are the same here. */
  readonly url: string;
  readonly token?: TokenSource | undefined;
  /** Default: the global one, of browsers and Node 22. For Node 20, the one of `ws`. */
  readonly webSocketImpl?: WebSocketImpl | undefined;
  /** The bound of the first wait after a break; it doubles with each try. Default 500. */
  readonly firstWaitMs?: number | undefined;
  /** Default 30,000. */
  readonly longestWaitMs?: number | undefined;
  readonly random?: (() => number) | undefined;
  /** How often to ask the gateway whether it is there. Default 15,000. */
  readonly pingEveryMs?: number | undefined;
  /** How long it may take to answer that, and to let us in. Default 10,000. */
  readonly answerWithinMs?: number | undefined;
  /** Hears of each break. */
  readonly onBreak?: ((broken: LiveBreak) => void) | undefined;
}

/** The variables may be left out where none is required. */
type Asked<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: StreamOptions]
    : [variables: Variables, options?: StreamOptions];

/** Live events over one socket, which opens with the first subscription and closes with the last. */
export interface Live {
  /**
   * Follows a subscription until its reader leaves it. Give its `after` a cursor to go on from there; breaks are gone on from by themselves.
   * @throws TypeError where the subscription could not be gone on with; its reader gets a LiveError where the gateway says no for good
   */
  subscribe<Data, Variables>(
    document: LiveDocument<Data, Variables>,
    ...asked: Asked<Variables>
  ): LiveStream<Data>;
  /** Ends all subscriptions. */
  close(): void;
}

const socketUrl = (url: string): string => {
  const page = (globalThis as { readonly location?: { readonly href: string } }).location?.href;
  const parsed = new URL(url, page);
  parsed.protocol = parsed.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(parsed.protocol))
    throw new TypeError(`${url} is no address of a gateway: ws:// or wss://.`);
  return parsed.href;
};

const webSocketOf = (given: WebSocketImpl | undefined): WebSocketImpl => {
  const found = given ?? (globalThis as { readonly WebSocket?: WebSocketImpl }).WebSocket;
  if (!found) throw new TypeError('There is no WebSocket here: give the one of `ws` as webSocketImpl.');
  return found;
};

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Follows live events of a gateway; connects, comes back and goes on by itself, as the live protocol asks of its clients. */
export const openLive = (options: LiveOptions): Live => {
  const url = socketUrl(options.url);
  const webSocketImpl = webSocketOf(options.webSocketImpl);
  const backOff: BackOff = {
    firstMs: options.firstWaitMs ?? 500,
    longestMs: options.longestWaitMs ?? 30_000,
    random: options.random ?? Math.random,
  };
  // in the order of their beginning, so that ids are the same on each line
  const streams = new Set<Stream<unknown>>();
  const behind = new Set<Stream<unknown>>();
  let line: Line | undefined;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let refused: { readonly token: string | undefined; readonly error: LiveError } | undefined;

  const stop = (error: LiveError): void => {
    refused = undefined;
    for (const stream of [...streams]) stream.end(error);
  };

  const comeBack = (closed: Closed, inMs: number | undefined): void => {
    if (streams.size === 0) return;
    const wait = inMs ?? waitMs(backOff, tries);
    options.onBreak?.({ ...closed, waitMs: wait, tries });
    tries += 1;
    timer = setTimeout(() => {
      timer = undefined;
      reach();
    }, wait);
  };

  const broke = (closed: Closed, token: string | undefined): void => {
    line = undefined;
    behind.clear();
    for (const stream of streams) stream.lose();
    const verdict = judge(closed);
    if (verdict.kind === 'come back') comeBack(closed, verdict.inMs);
    else if (verdict.kind === 'another token' && typeof options.token === 'function') {
      refused = { token, error: verdict.error };
      comeBack(closed, undefined);
    } else stop(verdict.error);
  };

  const connect = (token: string | undefined): void => {
    const waiting = [...streams].filter((stream) => stream.isWaiting());
    if (waiting.length === 0) return;
    let current = token;
    const opened = openLine({
      url,
      webSocketImpl,
      token,
      async anotherToken() {
        const next = typeof options.token === 'function' ? await options.token() : undefined;
        return next === current ? undefined : next;
      },
      renewed: (next) => {
        current = next;
      },
      answerWithinMs: options.answerWithinMs ?? 10_000,
      pingEveryMs: options.pingEveryMs ?? 15_000,
      closed: (closed) => broke(closed, current),
      left: () => {
        if (line === opened) line = undefined;
      },
    });
    line = opened;
    for (const stream of waiting) stream.begin(opened);
  };

  const askToken = async (): Promise<void> => {
    isAsking = true;
    try {
      const token = typeof options.token === 'function' ? await options.token() : options.token;
      isAsking = false;
      if (refused && token === refused.token) stop(refused.error);
      else connect(token);
    } catch (error) {
      isAsking = false;
      comeBack({ code: 0, reason: `no token: ${words(error)}` }, undefined);
    }
  };

  /** Begins what waits: on the line there is, or on a new one. */
  const reach = (): void => {
    if (line) {
      for (const stream of streams) if (stream.isWaiting()) stream.begin(line);
    } else if (!isAsking && timer === undefined) void askToken();
  };

  const free = (stream: Stream<unknown>): void => {
    if (behind.delete(stream) && behind.size === 0) line?.resume();
  };

  return {
    subscribe<Data, Variables>(document: LiveDocument<Data, Variables>, ...asked: Asked<Variables>) {
      const [variables = {}, own = {}] = asked;
      const operation = readOperation(document);
      const chosen: StreamOptions = { ...options, ...own };
      if (chosen.fillGaps && operation.change === undefined && operation.gap === undefined) {
        throw new TypeError('fillGaps needs to see gaps: select change, or gap { reason }, beside cursor.');
      }
      const stream: Stream<Data> = openStream<Data>(
        operation,
        variables as Readonly<Record<string, unknown>>,
        chosen,
        {
          backOff,
          wanted: reach,
          heard: () => {
            tries = 0;
            refused = undefined;
          },
          pause: () => {
            if (!line?.pause()) return false;
            behind.add(stream);
            return true;
          },
          resume: () => free(stream),
          gone: () => {
            streams.delete(stream);
            free(stream);
            if (streams.size > 0) return;
            clearTimeout(timer);
            timer = undefined;
            tries = 0;
          },
        },
      );
      streams.add(stream);
      reach();
      return stream.events;
    },
    close() {
      for (const stream of [...streams]) stream.end();
    },
  };
};
