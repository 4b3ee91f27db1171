import { type Logger, pino } from 'pino';
import { traceFields } from './observe/tracing.ts';

export type Log = Logger;

/** Paths that are never printed, wherever they stand in a log line. */
const secretPaths = ['authorization', 'token', 'password', 'secret', 'cookie'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `*.headers.${name}`,
]);

/** JSON lines for machines, or readable ones for a person at a terminal. */
export const createLog = (level: string, readable = false): Log =>
  pino({
    level,
    mixin: traceFields,
    redact: { paths: secretPaths, censor: '[redacted]' },
    ...(readable ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname,room' } } } : {}),
  });
