import { expect, it } from 'vitest';
import { AirError } from './air-error.ts';

it('tells when to come back in what it says, for those who read no headers', () => {
  const error = new AirError('RATE_LIMITED', 'Too much.', {
    retryAfterSeconds: 7,
    exceeded: { limit: 10, measured: 11 },
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    code: 'RATE_LIMITED',
    message: 'Too much.',
    next: 'Wait for the seconds that Retry-After and retryAfterSeconds name.',
    retryAfterSeconds: 7,
    limit: 10,
    measured: 11,
  });
});

it('says nothing of what it does not know', () => {
  expect(Object.keys(new AirError('NOT_FOUND', 'There is nothing.').toJSON())).toEqual([
    'code',
    'message',
    'next',
  ]);
});
