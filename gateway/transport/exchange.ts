import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export interface Exchange {
  readonly pool: Dispatcher;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly signal: AbortSignal;
  /** Of the unpacked body. The pool bounds what comes over the wire. */
  readonly maxBytes: number;
}

const unpack = promisify(gunzip);

const textOf = async (body: Buffer, encoding: string | undefined, maxBytes: number): Promise<string> => {
  if (encoding === undefined || encoding === 'identity') return body.toString();
  if (encoding !== 'gzip') throw new Error(`an answer packed as ${encoding}`);
  return (await unpack(body, { maxOutputLength: maxBytes })).toString();
};

/**
 * One HTTP request, its answer read whole. On undici's `dispatch`, which hands over what it reads: `request` makes a stream of
 * it first, and takes 135 µs where this takes 95.
 */
class Hearing implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #resolve: (reply: Promise<Reply>) => void;
  readonly #reject: (error: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #encoding: string | undefined;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(
    exchange: Exchange,
    resolve: (reply: Promise<Reply>) => void,
    reject: (error: unknown) => void,
  ) {
    this.#exchange = exchange;
    this.#resolve = resolve;
    this.#reject = reject;
    exchange.signal.addEventListener('abort', this.#leave);
  }

  #leave = (): void => {
    const { reason } = this.#exchange.signal;
    this.#end();
    this.#reject(reason);
    this.#controller?.abort(reason);
  };

  #end(): void {
    this.#exchange.signal.removeEventListener('abort', this.#leave);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // it left while the request waited for a connection
    if (this.#exchange.signal.aborted) controller.abort(this.#exchange.signal.reason);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#encoding = headers['content-encoding']?.toString();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#end();
    const [first = Buffer.alloc(0), ...rest] = this.#chunks;
    const packed = rest.length === 0 ? first : Buffer.concat(this.#chunks);
    const status = this.#status;
    this.#resolve(textOf(packed, this.#encoding, this.#exchange.maxBytes).then((text) => ({ status, text })));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end();
    this.#reject(error);
  }
}

/** Rejects with the signal's reason, or with what undici says; both may hold addresses. */
export const exchange = (asked: Exchange): Promise<Reply> =>
  new Promise((resolve, reject) => {
    if (asked.signal.aborted) return reject(asked.signal.reason);
    const { pool, method, path, headers, body } = asked;
    pool.dispatch({ method, path, headers, body }, new Hearing(asked, resolve, reject));
  });
