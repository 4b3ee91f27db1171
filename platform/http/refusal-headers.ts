import type { IncomingHttpHeaders } from 'node:http';
import type { Taken } from '../access/rate-limit.ts';
import type { AirError } from '../errors/air-error.ts';

/** Every limit that is told is one of a minute. */
const windowSeconds = 60;

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** What is left to a client, as draft-ietf-httpapi-ratelimit-headers-07 has it. */
export const rateLimitHeaders = ({ limit, remaining, resetsInMs }: Taken): Record<string, string> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(seconds(resetsInMs)),
  'ratelimit-policy': `${limit};w=${windowSeconds}`,
});

/** RFC 6750, 3: a token that was sent is told from none at all. */
const challengeTo = ({ authorization }: IncomingHttpHeaders): string =>
  authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"';

/** What an answer says beside its body when a whole request was refused: how to sign in, or when to come back. */
export const refusalHeaders = (error: AirError, asked: IncomingHttpHeaders): Record<string, string> => {
  const { status, code, retryAfterSeconds, exceeded } = error;
  return {
    ...(status === 401 ? { 'www-authenticate': challengeTo(asked) } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    ...(code === 'RATE_LIMITED' && exceeded
      ? rateLimitHeaders({
          limit: exceeded.limit,
          remaining: 0,
          resetsInMs: (retryAfterSeconds ?? windowSeconds) * 1_000,
        })
      : {}),
  };
};
