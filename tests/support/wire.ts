import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';

/** A message of the graphql-transport-ws protocol, as it came. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads are asserted on, not typed
  readonly payload?: any;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** One WebSocket, message by message: nothing is done by itself but what the WebSocket protocol wants. */
export interface Wire {
  readonly socket: WebSocket;
  /** Everything that came, in order. */
  readonly heard: readonly Message[];
  /** An object as JSON; a text or bytes as they are. */
  readonly say: (message: object | string | Buffer) => void;
  /** Called with each message from now on. */
  readonly listen: (hear: (message: Message) => void) => void;
  /** The first message that is wanted and was not taken before, there already or within the time. */
  readonly take: (wanted?: (message: Message) => boolean, withinMs?: number) => Promise<Message>;
  /** How the socket was closed, whoever did it. */
  readonly closed: Promise<Closed>;
  readonly close: () => Promise<Closed>;
}

export interface WireOptions {
  readonly path?: string;
  readonly protocol?: string | readonly string[];
  readonly headers?: ClientOptions['headers'];
  /** Whether it offers to compress. */
  readonly perMessageDeflate?: boolean;
  /** What `connection_init` carries; `false` sends none. */
  readonly init?: Readonly<Record<string, unknown>> | false;
}

const answerWithinMs = 10_000;

/** Opens a WebSocket; rejects where the handshake is refused. With `init` it resolves once it is acknowledged. */
export const openWire = async (
  url: string,
  {
    path = '/graphql',
    protocol = 'graphql-transport-ws',
    headers,
    perMessageDeflate = false,
    init = {},
  }: WireOptions = {},
): Promise<Wire> => {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, protocol as string | string[], {
    ...(headers ? { headers } : {}),
    perMessageDeflate,
  });
  const heard: Message[] = [];
  const taken = new Set<Message>();
  const listeners = new Set<(message: Message) => void>();
  const closed = new Promise<Closed>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as Message;
    heard.push(message);
    for (const listener of [...listeners]) listener(message);
  });

  const wire: Wire = {
    socket,
    heard,
    say(message) {
      if (typeof message === 'string' || Buffer.isBuffer(message)) socket.send(message);
      else socket.send(JSON.stringify(message));
    },
    listen: (hear) => void listeners.add(hear),
    take: (wanted = () => true, withinMs = answerWithinMs) =>
      new Promise((resolve, reject) => {
        const accept = (message: Message): boolean => {
          if (taken.has(message) || !wanted(message)) return false;
          taken.add(message);
          settle();
          resolve(message);
          return true;
        };
        const fail = (why: string): void => {
          settle();
          reject(new Error(`${why}; heard ${JSON.stringify(heard.slice(-5))}`));
        };
        const settle = (): void => {
          clearTimeout(timer);
          listeners.delete(accept);
        };
        const timer = setTimeout(() => fail(`nothing wanted within ${withinMs} ms`), withinMs);
        if (heard.some(accept)) return;
        listeners.add(accept);
        void closed.then(({ code, reason }) => fail(`closed with ${code} ${reason}`));
      }),
    closed,
    close: () => {
      socket.close(1000);
      return closed;
    },
  };
  await once(socket, 'open');
  socket.on('error', () => undefined);
  if (init === false) return wire;
  wire.say({ type: 'connection_init', payload: init });
  await wire.take(({ type }) => type === 'connection_ack');
  return wire;
};

/** A handshake that libraries would not do: what the server answers, and the code of the close frame that it sends first of all. */
export const bareHandshake = (
  url: string,
  protocol?: string,
): Promise<{ readonly status: number; readonly closedWith: number | undefined }> =>
  new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    let bytes = Buffer.alloc(0);
    const look = (isOver: boolean): void => {
      const end = bytes.indexOf('\r\n\r\n');
      const frame = end < 0 ? bytes.subarray(0, 0) : bytes.subarray(end + 4);
      if (frame.length < 4 && !isOver) return;
      socket.destroy();
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(bytes.toString('latin1'))?.[1]),
        closedWith: frame[0] === 0x88 && frame.length >= 4 ? frame.readUInt16BE(2) : undefined,
      });
    };
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      look(false);
    });
    socket.once('error', reject);
    socket.once('end', () => look(true));
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: ${host}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n` +
        `sec-websocket-key: ${randomBytes(16).toString('base64')}\r\n` +
        `${protocol === undefined ? '' : `sec-websocket-protocol: ${protocol}\r\n`}\r\n`,
    );
    setTimeout(() => socket.destroy(new Error('neither refused nor closed')), 10_000).unref();
  });

/** The HTTP status with which a handshake is refused, and what was said; rejects where it is let in. */
export const refusedHandshake = (
  url: string,
  { path = '/graphql', protocol = 'graphql-transport-ws', headers }: WireOptions = {},
): Promise<{ readonly status: number; readonly headers: Record<string, unknown>; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + path, protocol as string | string[], {
      ...(headers ? { headers } : {}),
    });
    socket.once('error', reject);
    socket.once('open', () => {
      socket.terminate();
      reject(new Error('the handshake was let in'));
    });
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode as number, headers: response.headers, text }),
      );
    });
  });
