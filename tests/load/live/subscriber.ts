import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { createFrameReader, pongFromClient, textFromClient } from './frames.ts';

const headEnd = '\r\n\r\n';
const key = Buffer.from('one key for all.').toString('base64');
const accepted = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
const opening = [
  'GET /graphql HTTP/1.1',
  'host: 127.0.0.1',
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  `sec-websocket-key: ${key}`,
  'sec-websocket-protocol: graphql-transport-ws',
  '\r\n',
].join('\r\n');
const pongText = textFromClient({ type: 'pong' });

// Sockets are read one after another, and each chunk is done with before the next is read: one buffer does for all.
const shared = Buffer.allocUnsafeSlow(256 * 1024);

export interface Subscription {
  readonly port: number;
  readonly id: string;
  readonly query: string;
  /** Whether a text frame was an event. Its bytes are good only until this returns. */
  readonly onText: (bytes: Buffer, from: number, to: number) => boolean;
  /** Called for each piece that the network hands over, before its frames. */
  readonly onRead: () => void;
  readonly onEnd: (reason: string) => void;
}

export interface Subscriber {
  close(): void;
}

/** Whether a message belongs to the socket, not to the subscription; answers it where an answer is due. */
const isOfSocket = (text: string, answer: (frame: Buffer) => void): boolean => {
  const { type } = JSON.parse(text) as { type: string };
  if (type === 'ping') answer(pongText);
  return type === 'ping' || type === 'pong';
};

/**
 * One client with one subscription, straight on a TCP socket: thousands of them must take less than one core, which no WebSocket
 * library would leave them. Resolves when `subscribe` is sent. Pings are answered: servers may take pongs for proof of reading.
 */
export const openSubscriber = ({
  port,
  id,
  query,
  onText,
  onRead,
  onEnd,
}: Subscription): Promise<Subscriber> =>
  new Promise((resolve, reject) => {
    let phase: 'opening' | 'greeting' | 'subscribed' | 'closed' = 'opening';
    let head = '';
    const end = (reason: string): void => {
      if (phase === 'subscribed') onEnd(reason);
      else if (phase !== 'closed') reject(new Error(reason));
      phase = 'closed';
      socket.destroy();
    };

    const read = createFrameReader({
      onText(bytes, from, to) {
        if (phase === 'subscribed' && onText(bytes, from, to)) return;
        const text = bytes.toString('utf8', from, to);
        if (isOfSocket(text, (frame) => socket.write(frame))) return;
        if (phase === 'subscribed') return end(`no event, but ${text}`);
        if (!text.includes('"connection_ack"')) return end(`no acknowledgement, but ${text}`);
        phase = 'subscribed';
        socket.write(textFromClient({ id, type: 'subscribe', payload: { query } }));
        resolve({
          close() {
            phase = 'closed';
            // with a reset: thousands of ports that wait for late packets would be missing in the next round
            socket.resetAndDestroy();
          },
        });
      },
      onPing: (payload) => socket.write(pongFromClient(payload)),
      onClose: (code, reason) => end(`closed with ${code} ${reason}`),
    });

    const readHead = (bytes: Buffer, length: number): void => {
      head += bytes.toString('latin1', 0, length);
      const at = head.indexOf(headEnd);
      if (at < 0) return;
      if (!head.startsWith('HTTP/1.1 101') || !head.includes(accepted)) {
        end(`not opened: ${head.slice(0, at)}`);
        return;
      }
      phase = 'greeting';
      socket.write(textFromClient({ type: 'connection_init' }));
      const rest = Buffer.from(head.slice(at + headEnd.length), 'latin1');
      read(rest, rest.length);
    };

    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: shared,
        callback(length, buffer) {
          if (phase === 'closed') return false;
          try {
            if (phase === 'opening') readHead(buffer as Buffer, length);
            else {
              onRead();
              read(buffer as Buffer, length);
            }
          } catch (error) {
            end((error as Error).message);
          }
          return true;
        },
      },
    });
    socket.once('connect', () => socket.write(opening));
    socket.on('error', (error) => end(error.message));
    socket.on('close', () => end('the server hung up'));
  });
