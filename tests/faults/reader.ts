import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Closed } from '../support/wire.ts';

/** A subscriber under load: it looks no closer at what comes than it must, and stops reading when it is told to. */
export interface Reader {
  /** The frames of the events, as they came, where it keeps them. */
  readonly frames: readonly Buffer[];
  readonly count: () => number;
  /** Milliseconds from the platform's taking of a reading to its arrival here, of one event in ten, since the last call. */
  readonly takeLatencies: () => readonly number[];
  /** Nothing is read from the socket any more: not even pings. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly closed: Promise<Closed>;
  readonly isClosed: () => boolean;
  readonly end: () => void;
}

export interface ReaderOptions {
  readonly after?: string | undefined;
  readonly whenSlow?: 'GAP' | 'CONFLATE' | 'CLOSE';
  /** Whether it keeps what it gets. */
  readonly keeps?: boolean;
}

const query = /* GraphQL */ `
  subscription Flood($after: Cursor) {
    readingAdded(after: $after) {
      cursor
      change
      reading { periodStart receivedAt sensor { id } }
      gap { from to reason }
    }
  }
`;

const receivedAt = Buffer.from('"receivedAt":"');

/** Subscribes to every reading; resolves once the stream stands. */
export const openReader = async (
  url: string,
  { after, whenSlow = 'GAP', keeps = false }: ReaderOptions = {},
): Promise<Reader> => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  const frames: Buffer[] = [];
  let latencies: number[] = [];
  let count = 0;
  let isClosed = false;
  const closed = new Promise<Closed>((resolve) =>
    socket.once('close', (code, reason) => {
      isClosed = true;
      resolve({ code, reason: reason.toString() });
    }),
  );
  await once(socket, 'open');
  socket.on('error', () => undefined);
  const say = (message: object): void => socket.send(JSON.stringify(message));
  say({ type: 'connection_init' });
  await once(socket, 'message');
  const started = new Promise<Buffer>((resolve) => {
    let start: Buffer | undefined;
    // one listener from the beginning: the first events may come in one piece with the start
    socket.on('message', (frame: Buffer) => {
      if (keeps) frames.push(frame);
      if (start === undefined) {
        start = frame;
        return resolve(frame);
      }
      count += 1;
      if (count % 10 !== 0) return;
      const at = frame.indexOf(receivedAt);
      if (at < 0) return;
      const from = at + receivedAt.length;
      latencies.push(Date.now() - Date.parse(frame.toString('latin1', from, frame.indexOf('"', from))));
    });
  });
  const extensions = { live: { start: true, whenSlow } };
  say({ id: '1', type: 'subscribe', payload: { query, variables: { after: after ?? null }, extensions } });
  const start = await started;
  if (!start.includes('"data":null')) throw new Error(`not where it starts: ${start}`);
  return {
    frames,
    count: () => count,
    takeLatencies() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    closed,
    isClosed: () => isClosed,
    end: () => socket.terminate(),
  };
};

export interface Heard {
  readonly kind: 'start' | 'event' | 'gap' | 'error';
  readonly cursor: string;
  /** Of an event: which reading it is. */
  readonly id: string;
  readonly sensorId: string;
  // biome-ignore lint/suspicious/noExplicitAny: a gap or an error is asserted on, not typed
  readonly more?: any;
}

/** What a frame says. */
export const readFrame = (frame: Buffer): Heard => {
  const { type, payload } = JSON.parse(frame.toString());
  if (type === 'error') {
    const [error] = payload;
    return { kind: 'error', cursor: error.extensions.cursor, id: '', sensorId: '', more: error };
  }
  if (payload.data === null)
    return { kind: 'start', cursor: payload.extensions.live.cursor, id: '', sensorId: '' };
  const { cursor, change, reading, gap } = payload.data.readingAdded;
  if (change === 'GAP') return { kind: 'gap', cursor, id: '', sensorId: '', more: gap };
  const sensorId = reading.sensor.id;
  return { kind: 'event', cursor, id: `${sensorId} ${reading.periodStart}`, sensorId };
};
