import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { FrameSocket } from '../outlet.ts';
import { frameOf } from '../text-frame.ts';
import { fittingReason } from './close-reason.ts';
import { countIn, pingFrame } from './ping-frame.ts';

/** A ping goes behind every so many bytes; its pong tells that they were read. */
const markEveryBytes = 64 * 1024;
/** What a peer may have unread before it gets nothing more. */
const fullAboveBytes = 256 * 1024;
/** What may wait in this process: only a peer that confirms what it has not read comes this far. */
const bufferedAtMostBytes = 1024 * 1024;
/** Pings in a row that may stay without an answer. */
const patiencePings = 2;
/** How long a silent peer has to find the close frame. */
const cutAfterMs = 2_000;
/** Messages beside the answers to operations that may wait for room: refusals. */
const refusalsAtMost = 256;

interface Waiting {
  readonly text: string;
  readonly written: () => void;
}

/**
 * One client's socket, as everybody here writes to it. All frames but ws's own pongs and closes go to the raw socket, each in one piece;
 * ws writes its own at once as well (it compresses nothing here), so that frames never mix.
 *
 * open ──close()──▶ closing ──the peer answers, or 2 s──▶ closed
 */
export class Peer implements FrameSocket {
  /** The client's, which a proxy may have told. */
  readonly address: string;
  readonly #ws: WebSocket;
  readonly #raw: Socket;
  readonly #maxWaiting: number;
  #written = 0;
  #marked = 0;
  #confirmed = 0;
  #unanswered = 0;
  #closedWith: number | undefined;
  /** Somebody was told that it is full. */
  #wasFull = false;
  #waiting: Waiting[] = [];
  #pongDue: string | undefined;
  #listeners: Set<() => void> | undefined;

  constructor(ws: WebSocket, raw: Socket, address: string, maxOperations: number) {
    this.#ws = ws;
    this.#raw = raw;
    this.#maxWaiting = maxOperations + refusalsAtMost;
    this.address = address;
    ws.on('pong', (payload) => this.#confirm(payload));
    raw.on('drain', () => this.#tellRoom());
  }

  get isOpen(): boolean {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  get isFull(): boolean {
    const isFull = this.inFlight > fullAboveBytes || this.#raw.writableLength > bufferedAtMostBytes;
    if (isFull) this.#wasFull = true;
    return isFull;
  }

  get inFlight(): number {
    return this.#written - this.#confirmed;
  }

  write(frames: Uint8Array): void {
    // behind the close frame nothing may come
    if (!this.isOpen) return;
    this.#raw.write(frames);
    this.#written += frames.length;
    if (this.#written - this.#marked >= markEveryBytes) this.#mark();
  }

  /** Writes a message when there is room for it, in order with the others that wait; resolves when it is written, or never will be. */
  send(text: string): Promise<void> | undefined {
    if (!this.isOpen) return undefined;
    if (this.#waiting.length === 0 && !this.isFull) {
      this.write(frameOf(text));
      return undefined;
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      this.close(4413, 'reading too slowly');
      return undefined;
    }
    return new Promise((written) => {
      this.#waiting.push({ text, written });
    });
  }

  /** Answers a ping of the GraphQL protocol; where there is no room, the last one of several. */
  sendPong(text: string): void {
    if (this.isFull) this.#pongDue = text;
    else this.write(frameOf(text));
  }

  onRoom(listener: () => void): () => void {
    this.#listeners ??= new Set();
    const listeners = this.#listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Asks for a sign of life; closes where the last ones were not answered. */
  beat(): void {
    if (!this.isOpen) return;
    if (this.#unanswered >= patiencePings) {
      this.close(4413, 'no answer to two pings');
      // whoever is there but behind finds the close frame; whoever is gone holds nothing here
      setTimeout(() => this.terminate(), cutAfterMs).unref();
    } else this.#mark();
    this.#unanswered += 1;
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#closedWith = code;
    this.#ws.close(code, fittingReason(reason));
    this.#release();
  }

  /** Cuts the line. */
  terminate(): void {
    this.#ws.terminate();
  }

  /** It is closed, by whomever: nobody waits for it any more. Returns the code that it was closed with. */
  closed(code: number): number {
    this.#release();
    this.#listeners = undefined;
    return this.#closedWith ?? code;
  }

  #mark(): void {
    this.#marked = this.#written;
    this.#raw.write(pingFrame(this.#marked));
  }

  #confirm(payload: Buffer): void {
    const count = countIn(payload);
    if (count === undefined || count > this.#written) return;
    // a pong that was given before proves nothing
    if (count <= this.#confirmed && count !== this.#marked) return;
    this.#unanswered = 0;
    this.#confirmed = Math.max(this.#confirmed, count);
    this.#tellRoom();
  }

  #tellRoom(): void {
    if (!this.#wasFull || this.isFull) return;
    this.#wasFull = false;
    if (this.#pongDue !== undefined) this.write(frameOf(this.#pongDue));
    this.#pongDue = undefined;
    while (this.#waiting.length > 0 && !this.isFull) {
      const { text, written } = this.#waiting.shift() as Waiting;
      this.write(frameOf(text));
      written();
    }
    if (this.isFull || !this.#listeners) return;
    for (const listener of [...this.#listeners]) listener();
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#pongDue = undefined;
    for (const { written } of waiting) written();
  }
}
