import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { keepTelling } from './keep-telling.ts';

const log = createLog('silent');
const never = 3_600_000;

/** A teller that waits to be let go on, and says when it is asked. */
const openSlowTeller = () => {
  let asked = 0;
  const looks: PromiseWithResolvers<void>[] = [];
  const begun: PromiseWithResolvers<void>[] = [];
  const at = (list: PromiseWithResolvers<void>[], n: number) => {
    list[n] ??= Promise.withResolvers<void>();
    return list[n];
  };
  return {
    tell() {
      const look = asked;
      asked += 1;
      at(begun, look).resolve();
      return at(looks, look).promise;
    },
    begins: (n: number) => at(begun, n).promise,
    end: (n: number) => at(looks, n).resolve(),
    fail: (n: number) => at(looks, n).reject(new Error('away')),
    asked: () => asked,
  };
};

describe('telling of incidents', () => {
  it('looks once more where something came while it looked, and waits where nothing did', async () => {
    const teller = openSlowTeller();
    const telling = keepTelling({ teller, log, lookEveryMs: never });
    await teller.begins(0);
    telling.poke();
    telling.poke();
    teller.end(0);
    await teller.begins(1);
    teller.end(1);
    await new Promise(setImmediate);
    expect(teller.asked()).toBe(2);
    telling.poke();
    await teller.begins(2);
    teller.end(2);
    await telling.stop();
    expect(teller.asked()).toBe(3);
  });

  it('looks by itself, also after it failed', async () => {
    const teller = openSlowTeller();
    const telling = keepTelling({ teller, log, lookEveryMs: 1 });
    teller.fail(0);
    teller.end(1);
    teller.end(2);
    await teller.begins(2);
    for (let n = 3; n < 100; n += 1) teller.end(n);
    await telling.stop();
  });

  it('ends while it waits', async () => {
    const teller = openSlowTeller();
    const telling = keepTelling({ teller, log, lookEveryMs: never });
    teller.fail(0);
    await teller.begins(0);
    await telling.stop();
    telling.poke();
    expect(teller.asked()).toBe(1);
  });
});
