import { describe, expect, it } from 'vitest';
import { sleepBy } from './sleep.ts';

describe('sleep', () => {
  it('ends at the instant', async () => {
    const began = Date.now();
    await sleepBy(Date.now)(began + 30, new AbortController().signal);
    expect(Date.now()).toBeGreaterThanOrEqual(began + 30);
  });

  it('does not begin for an instant that has passed', async () => {
    await sleepBy(() => 100)(100, new AbortController().signal);
  });

  it('ends at once when it is called off, also before it began', async () => {
    const called = new AbortController();
    const sleeping = sleepBy(Date.now)(Date.now() + 3_600_000, called.signal);
    called.abort();
    await sleeping;
    await sleepBy(Date.now)(Date.now() + 3_600_000, called.signal);
  });
});
