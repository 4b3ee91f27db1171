import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip as gunzipCallback } from 'node:zlib';
import { AirError } from '../errors/air-error.ts';

const gunzip = promisify(gunzipCallback);

export interface BodyLimits {
  /** Bytes as they come, compressed or not. */
  readonly wireBytes: number;
  readonly inflatedBytes: number;
  /** Bytes of all bodies in hand together; more are OVERLOADED. */
  readonly heldBytes: number;
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;
const tooLarge = (what: string, limit: number): AirError =>
  new AirError('BODY_TOO_LARGE', `The ${what} is larger than ${megabytes(limit)}: nothing was stored.`);

const unsupported = (message: string): AirError => new AirError('UNSUPPORTED_MEDIA_TYPE', message);

const collect = (stream: IncomingMessage, limit: number, hold: (bytes: number) => void): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (settled: () => void): void => {
      stream.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      settled();
    };
    const fail = (error: unknown): void => {
      // Paused, not drained: what the client still sends stays with the client.
      stream.pause();
      settle(() => reject(error));
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      try {
        if (size > limit) throw tooLarge('body', limit);
        hold(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks, size)));
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (): void =>
      fail(new AirError('TRUNCATED_BODY', 'The connection ended before the body did.'));
    stream.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });

const inflate = async (body: Buffer, limit: number): Promise<Buffer> => {
  try {
    return await gunzip(body, { maxOutputLength: limit });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('inflated body', limit);
    if (code === 'Z_BUF_ERROR')
      throw new AirError('TRUNCATED_BODY', 'The gzip body ended early: nothing was stored.');
    throw new AirError('MALFORMED_BODY', 'The body is not gzip, though Content-Encoding says so.', {
      cause: error,
    });
  }
};

interface Reading<R> {
  /** Told how long the body is, as soon as more of that is known; where it rejects, nothing more is done. */
  readonly pay: (bytes: number) => Promise<void>;
  /** Gets the plain bytes; they are let go of when it ends. */
  readonly use: (body: Buffer) => Promise<R>;
}

/** Reads bodies within limits, and knows how much is in hand. */
export const createBodyReader = (limits: BodyLimits) => {
  let held = 0;
  return async <R>(request: IncomingMessage, { pay, use }: Reading<R>): Promise<R> => {
    const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip') {
      throw unsupported('The body is compressed in a way that is not known here: send gzip, or plain.');
    }
    if (Number(request.headers['content-length'] ?? 0) > limits.wireBytes)
      throw tooLarge('body', limits.wireBytes);
    let mine = 0;
    const hold = (bytes: number): void => {
      if (held + bytes > limits.heldBytes) {
        throw new AirError('OVERLOADED', 'Too many large bodies are in hand: nothing was stored.', {
          retryAfterSeconds: 2,
        });
      }
      held += bytes;
      mine += bytes;
    };
    try {
      const wire = await collect(request, limits.wireBytes, hold);
      await pay(wire.length);
      if (encoding === 'identity') return await use(wire);
      const plain = await inflate(wire, limits.inflatedBytes).catch(async (error: unknown) => {
        if (error instanceof AirError && error.code === 'BODY_TOO_LARGE') await pay(limits.inflatedBytes);
        throw error;
      });
      await pay(plain.length);
      hold(plain.length);
      return await use(plain);
    } finally {
      held -= mine;
    }
  };
};
