import { createClient, type FormattedExecutionResult, type SubscribePayload } from 'graphql-ws/client';
import type { Closed } from './back-off.ts';
import type { GraphProblem } from './live-error.ts';
import { openRenewal } from './renewal.ts';

/** A WebSocket class: the browser's, Node's own (22 and newer) or that of `ws`. */
export type WebSocketImpl = new (url: string, protocols?: string | string[]) => object;

/** What comes of one subscription. Nothing comes after `error`, `complete`, or once it was dropped. */
export interface Sink {
  readonly next: (result: FormattedExecutionResult) => void;
  readonly error: (problems: readonly GraphProblem[]) => void;
  readonly complete: () => void;
}

/** One connection. It opens with its first subscription, closes with its last, and is not used again. */
export interface Line {
  /** Begins a subscription; what it gives drops it. Ids count from "1", so that the gateway can write one frame for many clients. */
  subscribe(payload: SubscribePayload, sink: Sink): () => void;
  /** Stops reading from the socket; false where the WebSocket cannot. */
  pause(): boolean;
  resume(): void;
}

/** What a line is opened with. */
export interface LineSettings {
  readonly url: string;
  readonly webSocketImpl: WebSocketImpl;
  readonly token: string | undefined;
  /** Gives another token to stay in with; undefined while there is none but the one in use. */
  readonly anotherToken: () => Promise<string | undefined>;
  /** That one is in use from now on. */
  readonly renewed: (token: string) => void;
  /** How long the gateway may take to let us in, and to answer a ping. */
  readonly answerWithinMs: number;
  readonly pingEveryMs: number;
  /** The socket closed while somebody was on the line; called once. */
  readonly closed: (closed: Closed) => void;
  /** The last one left, and the line closes by itself; called once. */
  readonly left: () => void;
}

interface Socket {
  addEventListener(type: 'error', listener: () => void): void;
  close(): void;
  send(text: string): void;
  pause?: () => void;
  resume?: () => void;
}

const abnormal = 1006;
/** Each error is followed by a close; should a WebSocket not do so, nobody waits longer than this. */
const closeAfterErrorMs = 1_000;

const wordsOf = (error: unknown): string => {
  const { message } = error as { readonly message?: unknown };
  return typeof message === 'string' ? message : '';
};

/** Sockets of this class are known from their birth, not first when they are open: one that hangs can be closed. */
const knownFromBirth = (base: WebSocketImpl, born: (socket: Socket) => void): WebSocketImpl =>
  class extends base {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols);
      const socket = this as unknown as Socket;
      // `ws` throws an error that nobody listens to, and graphql-ws stops listening to a socket that it gives up
      socket.addEventListener('error', () => {});
      born(socket);
    }
  };

/** A connection by graphql-ws's client, without its own coming back: whoever holds the line knows the cursors to come back with. */
export const openLine = (settings: LineSettings): Line => {
  const drops = new Set<() => void>();
  let socket: Socket | undefined;
  let isPaused = false;
  let isOver = false;
  let isIn = false;
  let lastId = 0;
  let words = '';
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const endAfter = (ms: number, run: () => void): void => {
    clearTimeout(deadline);
    deadline = setTimeout(run, ms);
  };
  const end = (closed: Closed): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(deadline);
    renewal.end();
    for (const drop of [...drops]) drop();
    settings.closed({ code: closed.code, reason: closed.reason || words });
  };
  const renewal = openRenewal({
    fresh: settings.anotherToken,
    taken: settings.renewed,
    show: (token) => {
      const ping = { type: 'ping', payload: { authorization: `Bearer ${token}` } };
      try {
        socket?.send(JSON.stringify(ping));
      } catch {
        // it closes, of which we hear
      }
    },
  });
  const expectPong = (): void =>
    endAfter(settings.answerWithinMs, () => (isPaused ? expectPong() : client.terminate()));

  const client = createClient({
    url: settings.url,
    webSocketImpl: knownFromBirth(settings.webSocketImpl, (each) => {
      socket = each;
    }),
    ...(settings.token === undefined
      ? {}
      : { connectionParams: { authorization: `Bearer ${settings.token}` } }),
    retryAttempts: 0,
    keepAlive: settings.pingEveryMs,
    generateID: () => {
      lastId += 1;
      return String(lastId);
    },
    on: {
      connecting: () => endAfter(settings.answerWithinMs, () => client.terminate()),
      connected: (_socket, payload) => {
        isIn = true;
        clearTimeout(deadline);
        renewal.hear(payload);
      },
      ping: (isReceived) => {
        if (!isReceived && !isOver) expectPong();
      },
      pong: (isReceived, payload) => {
        if (!isReceived || isOver) return;
        clearTimeout(deadline);
        renewal.hear(payload);
      },
      error: (error) => {
        if (isOver) return;
        words = wordsOf(error);
        endAfter(closeAfterErrorMs, () => {
          socket?.close();
          end({ code: abnormal, reason: '' });
        });
      },
      closed: (event) => end(event as Closed),
    },
  });

  const leave = (): void => {
    if (isOver || drops.size > 0) return;
    isOver = true;
    clearTimeout(deadline);
    renewal.end();
    if (isPaused) socket?.resume?.();
    // graphql-ws closes it once it is in
    if (!isIn) socket?.close();
    settings.left();
  };

  return {
    subscribe(payload, sink) {
      let isOn = true;
      const off = (): void => {
        isOn = false;
        drops.delete(drop);
      };
      const drop = (): void => {
        if (!isOn) return;
        off();
        cancel();
        leave();
      };
      const cancel = client.subscribe(payload, {
        next: (result) => {
          if (isOn) sink.next(result as FormattedExecutionResult);
        },
        error: (problems) => {
          // closes and errors of the socket end the whole line, above
          if (!isOn || !Array.isArray(problems)) return;
          off();
          sink.error(problems as readonly GraphProblem[]);
          leave();
        },
        complete: () => {
          if (!isOn) return;
          off();
          sink.complete();
          leave();
        },
      });
      drops.add(drop);
      return drop;
    },
    pause() {
      if (!socket?.pause || !socket.resume) return false;
      isPaused = true;
      socket.pause();
      return true;
    },
    resume() {
      isPaused = false;
      socket?.resume?.();
    },
  };
};
