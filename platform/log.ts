import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Paths that are never printed, wherever they stand in a log line. */
const secretPaths = ['authorization', 'token', 'password', 'secret', 'cookie'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `*.headers.${name}`,
]);

export const createLog = (level: string): Log =>
  pino({ level, redact: { paths: secretPaths, censor: '[redacted]' } });
