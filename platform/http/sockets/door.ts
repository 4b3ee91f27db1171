import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { AirError } from '../../errors/air-error.ts';
import { refusalHeaders } from '../refusal-headers.ts';

/** Why a WebSocket is not opened, as HTTP says it. */
export interface Refusal {
  readonly status: number;
  readonly error: AirError;
}

export interface Door {
  readonly path: string;
  /** Origins whose pages may open one, beside those of this very host. */
  readonly origins: readonly string[];
  readonly maxSockets: number;
  /** Of those, how many one address may have open, IPv6 by its network. Absent: as many as there may be. */
  readonly maxSocketsPerAddress?: number;
}

/** Those who are sent away together shall not come back together. */
const retryAfter = (): { readonly retryAfterSeconds: number } => ({
  retryAfterSeconds: 2 + Math.floor(Math.random() * 9),
});

const isOfHost = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();

/** Programs name no origin. Pages of other sites do, and could use what the browser's network reaches. */
const mayOpen = ({ headers }: IncomingMessage, origins: readonly string[]): boolean => {
  const { origin, host } = headers;
  return origin === undefined || origins.includes(origin) || isOfHost(origin, host);
};

/** Why a request for a WebSocket is refused; undefined lets it in. */
export const refusalOf = (
  request: IncomingMessage,
  { path, origins, maxSockets }: Door,
  now: { readonly open: number; readonly isStopping: boolean },
): Refusal | undefined => {
  if (request.url?.split('?')[0] !== path)
    return { status: 404, error: new AirError('NOT_FOUND', `WebSockets are at ${path}.`) };
  if (!mayOpen(request, origins))
    return { status: 403, error: new AirError('FORBIDDEN', 'Pages of this origin may not open WebSockets.') };
  if (now.isStopping)
    return { status: 503, error: new AirError('SHUTTING_DOWN', 'This process stops.', retryAfter()) };
  if (now.open >= maxSockets)
    return {
      status: 503,
      error: new AirError('OVERLOADED', 'As many WebSockets are open as may be.', retryAfter()),
    };
  return undefined;
};

/** For whoever would take the places of all others. */
export const tooManyOfAddress = (): Refusal => ({
  status: 429,
  error: new AirError('OVERLOADED', 'As many WebSockets of this address are open as may be.', retryAfter()),
});

/** Tells it on the bare socket, and ends that. */
export const refuse = (raw: Duplex, { status, error }: Refusal, { headers }: IncomingMessage): void => {
  const requestId = randomUUID();
  const body = JSON.stringify({ error, requestId });
  const told = Object.entries(refusalHeaders(error, headers)).map(([name, value]) => `${name}: ${value}\r\n`);
  raw.on('error', () => raw.destroy());
  raw.once('finish', () => raw.destroy());
  raw.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${told.join('')}` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
  );
};
