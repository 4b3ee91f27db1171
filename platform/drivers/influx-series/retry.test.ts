import { HttpError } from '@influxdata/influxdb-client';
import { describe, expect, it } from 'vitest';
import { AirError } from '../../errors/air-error.ts';
import { explained, isPastRetention, tooLate } from './failures.ts';
import { retrying } from './retry.ts';

const answer = (status: number, message = 'no', retryAfter?: string) =>
  new HttpError(status, '', JSON.stringify({ message }), retryAfter, 'application/json');
const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8086'), { code: 'ECONNREFUSED' });

describe('a request that failed', () => {
  const stopping = new AbortController().signal;
  const failing = (error: unknown, times: number) => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries <= times) throw error;
      return tries;
    };
    return { work, tries: () => tries };
  };
  const soon = () => performance.now() + 5_000;

  it.each([refused, answer(429), answer(503), answer(500), tooLate()])(
    'is tried again where it may pass: %s',
    async (error) => {
      const { work } = failing(error, 2);
      expect(await retrying(work, { untilMs: soon(), stopping })).toBe(3);
    },
  );

  it.each([
    answer(400),
    answer(401),
    answer(404),
    answer(500, 'write: no space left on device'),
    new Error('a mistake'),
  ])('is not tried again where it cannot: %s', async (error) => {
    const { work, tries } = failing(error, 2);
    await expect(retrying(work, { untilMs: soon(), stopping })).rejects.toBe(error);
    expect(tries()).toBe(1);
  });

  it('is not tried again after its time, nor when InfluxDB asks for a longer one', async () => {
    const { work, tries } = failing(answer(429, 'later', '60'), 9);
    await expect(retrying(work, { untilMs: soon(), stopping })).rejects.toMatchObject({ statusCode: 429 });
    expect(tries()).toBe(1);
  });

  it('is not tried again for those who left', async () => {
    const leaving = new AbortController();
    const { work } = failing(refused, 1_000);
    const trying = retrying(work, { untilMs: performance.now() + 60_000, stopping: leaving.signal });
    leaving.abort();
    await expect(trying).rejects.toBe(refused);
  });
});

describe('a failure', () => {
  it.each([
    [refused, 'SUBGRAPH_UNAVAILABLE'],
    [answer(503), 'SUBGRAPH_UNAVAILABLE'],
    [answer(429, 'busy', '7'), 'OVERLOADED'],
    [answer(500, 'engine: write /x: no space left on device'), 'STORAGE_FULL'],
    [answer(500, 'engine: error writing WAL entry: file too large'), 'STORAGE_FULL'],
  ])('has a code: %s → %s', (error, code) => {
    const told = explained(error) as AirError;
    expect(told).toMatchObject({ code });
    expect(JSON.stringify(told)).not.toMatch(/127|engine/);
  });

  it('is told with the time to wait, and as it is where it is our own', () => {
    expect(explained(answer(429, 'busy', '7'))).toMatchObject({ retryAfterSeconds: 7 });
    for (const error of [tooLate(), answer(400), new Error('a mistake')])
      expect(explained(error)).toBe(error);
    expect(explained(new AirError('BAD_INPUT', 'no'))).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is none where only rows beyond the retention were left out', () => {
    const partial =
      'failure writing points to database: partial write: points beyond retention policy dropped=1';
    expect(isPastRetention(answer(422, partial))).toBe(true);
    expect(isPastRetention(answer(422, 'field type conflict'))).toBe(false);
  });
});
