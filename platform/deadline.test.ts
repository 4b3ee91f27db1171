import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDeadlines } from './deadline.ts';

describe('deadlines', () => {
  it('expire in the order in which they were started, not before their time', async () => {
    const deadlines = createDeadlines(40);
    const began = performance.now();
    const expired: [string, number][] = [];
    for (const name of ['a', 'b', 'c'])
      deadlines.start(() => expired.push([name, performance.now() - began]));
    await expect.poll(() => expired.map(([name]) => name)).toEqual(['a', 'b', 'c']);
    // Node's timers count whole milliseconds
    for (const [, ms] of expired) expect(ms).toBeGreaterThanOrEqual(39);
  });

  it('do not expire once they are cancelled, and cancelling again is nothing', async () => {
    const deadlines = createDeadlines(10);
    const expired: string[] = [];
    const cancel = deadlines.start(() => expired.push('cancelled'));
    deadlines.start(() => expired.push('kept'));
    cancel();
    cancel();
    await expect.poll(() => expired).toEqual(['kept']);
    await sleep(20);
    expect(expired).toEqual(['kept']);
  });

  it('may be longer than a timer of Node', async () => {
    let expired = false;
    const cancel = createDeadlines(Number.MAX_SAFE_INTEGER).start(() => {
      expired = true;
    });
    await sleep(20);
    cancel();
    expect(expired).toBe(false);
  });
});
