import { connect, type Socket } from 'node:net';

const blank = Buffer.alloc(0);
const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** A chunked body that has arrived whole, or undefined while it has not. */
const unchunked = (bytes: Buffer): Buffer | undefined => {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(lineEnd, at);
    if (end < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    const from = end + 2;
    if (bytes.length < from + size + 2) return undefined;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
};

const answerIn = (bytes: Buffer): HttpAnswer | undefined => {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const rest = bytes.subarray(end + 4);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) {
    const body = unchunked(rest);
    return body && { status, body };
  }
  return rest.length >= Number(length) ? { status, body: rest } : undefined;
};

export interface Connection {
  /** One request at a time; rejects when the server hangs up. */
  send(request: Buffer): Promise<HttpAnswer>;
  close(): void;
}

/**
 * A kept connection that asks again and again. Straight on the socket: the load shares its core with the subgraphs, and an HTTP
 * client would take more of it than they do.
 */
export const openConnection = async (port: number): Promise<Connection> => {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let bytes: Buffer = blank;
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  socket.on('data', (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const answer = answerIn(bytes);
    if (!answer) return;
    bytes = blank;
    waiting?.resolve(answer);
  });
  const fail = (): void => waiting?.reject(new Error('the gateway hung up'));
  socket.on('close', fail);
  socket.on('error', fail);

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
};
