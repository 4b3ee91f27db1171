import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createDeadlines } from './deadlines.ts';

it('an answer that nobody reads to its end is broken off, with whatever writes it', async () => {
  const { signal, wasEnough, endInTime } = createDeadlines(new AbortController().signal, 60_000);
  wasEnough();
  const body = Readable.from(['rows', 'more rows']);
  endInTime(body, 1);
  const [error] = await once(body, 'error');
  expect([error.code, signal.reason]).toEqual(['DEADLINE_EXCEEDED', error]);
});
