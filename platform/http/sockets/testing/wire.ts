import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type ClientOptions, WebSocket } from 'ws';

export interface Message {
  readonly id?: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
  readonly payload?: any;
}

/** One WebSocket, message by message. */
export interface Wire {
  readonly socket: WebSocket;
  readonly messages: readonly Message[];
  /** Resolves with the first message from now on, or the first already there, that fits. */
  readonly seen: (fits: (message: Message) => boolean) => Promise<Message>;
  readonly say: (message: object | string) => void;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Waits until it is so; rejects after a while. */
export const until = async (isSo: () => boolean, withinMs = 10_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`not so within ${withinMs} ms: ${isSo}`);
    await setTimeout(5);
  }
};

/** Opens a WebSocket; rejects with the status where it is refused. */
export const connect = async (
  url: string,
  options: ClientOptions = {},
  protocols: string[] = ['graphql-transport-ws'],
): Promise<Wire> => {
  const socket = new WebSocket(url, protocols, options);
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await once(socket, 'open');
  return {
    socket,
    messages,
    async seen(fits) {
      await until(() => messages.some(fits));
      return messages.find(fits) as Message;
    },
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    closed,
  };
};

/** Opens a WebSocket and is acknowledged. */
export const introduce = async (url: string, payload?: object, options?: ClientOptions): Promise<Wire> => {
  const wire = await connect(url, options);
  wire.say({ type: 'connection_init', ...(payload ? { payload } : {}) });
  await wire.seen(({ type }) => type === 'connection_ack');
  return wire;
};

/** A request to run something under an id. */
export const subscribe = (id: string, query: string, rest: object = {}): object => ({
  id,
  type: 'subscribe',
  payload: { query, ...rest },
});

/** All that went to one id, in order: the type, or the data of a `next`. */
export const toldTo = (wire: Wire, id: string): readonly unknown[] =>
  wire.messages
    .filter((message) => message.id === id)
    .map(({ type, payload }) => (type === 'next' ? payload.data : type));
