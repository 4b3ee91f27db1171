import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AirError } from '../errors/air-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { Log } from '../log.ts';

const shownFor: Readonly<Record<string, readonly [code: ErrorCode, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['SLOW_REQUEST', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The headers are larger than this server takes.'],
};

/** Answers, on its bare socket, a request that never became one: too slow, too large a head, or no HTTP at all. */
export const answerBrokenRequest =
  (log: Log) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const [code, message] = shownFor[error.code ?? ''] ?? ['MALFORMED_REQUEST', 'This is not valid HTTP.'];
    const shown = new AirError(code, message);
    const requestId = randomUUID();
    log.debug({ err: error, requestId }, 'a request was broken');
    if (socket.writable) {
      const body = JSON.stringify({ error: shown, requestId });
      socket.write(
        `HTTP/1.1 ${shown.status} ${STATUS_CODES[shown.status]}\r\n` +
          `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
          `x-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
      );
    }
    socket.destroy(error);
  };
