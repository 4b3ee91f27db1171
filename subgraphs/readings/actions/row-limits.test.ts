import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { createRowLimits } from './row-limits.ts';

const key: Caller = { ...anonymous, kind: 'key', id: 'key:1', role: 'AUTHENTICATED', scopes: ['ingest'] };
const from = '192.0.2.1';
const log = createLog('silent');

const open = (rowsPerMinute = 100) => {
  const clock = { now: 1_000_000 };
  const cache = openMemoryCache({ now: () => clock.now });
  return { clock, cache, take: createRowLimits({ cache, rowsPerMinute, log }) };
};
const refusalOf = async (taking: Promise<unknown>) => {
  const error = await taking.catch((reason: unknown) => reason);
  if (!(error instanceof AirError)) throw new Error(`expected an AirError, not ${error}`);
  const { code, retryAfterSeconds, exceeded, message } = error;
  return { code, retryAfterSeconds, exceeded, message };
};

describe('the rows of a minute', () => {
  it('are told as they grow fewer', async () => {
    const { take } = open();
    expect(await take({ caller: key, from }, 60)).toMatchObject({ limit: 100, remaining: 40 });
    expect(await take({ caller: key, from }, 40)).toMatchObject({ limit: 100, remaining: 0 });
  });

  it('end, and are there again a minute later', async () => {
    const { take, clock } = open();
    await take({ caller: key, from }, 100);
    expect(await refusalOf(take({ caller: key, from }, 1))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 60,
      exceeded: { limit: 100, measured: 101 },
    });
    clock.now += 60_000;
    expect(await take({ caller: key, from }, 100)).toMatchObject({ remaining: 0 });
  });

  it('are those of an account or a key, from wherever it reports, in all processes together', async () => {
    const { take, cache } = open();
    await take({ caller: key, from }, 100);
    const elsewhere = createRowLimits({ cache, rowsPerMinute: 100, log });
    const code = 'RATE_LIMITED';
    expect(await refusalOf(elsewhere({ caller: key, from: '192.0.2.2' }, 1))).toMatchObject({ code });
    expect(await take({ caller: { ...key, id: 'key:2' }, from }, 1)).toMatchObject({ remaining: 99 });
    expect(await take({ caller: { ...key, kind: 'user' }, from }, 1)).toMatchObject({ remaining: 99 });
  });

  it('are not used up by a call that no minute has enough for, which is told what one may carry', async () => {
    const { take } = open();
    const refused = await refusalOf(take({ caller: key, from }, 101));
    expect(refused).toMatchObject({ code: 'TOO_MANY_ROWS', exceeded: { limit: 100, measured: 101 } });
    expect(refused.retryAfterSeconds).toBeUndefined();
    expect(refused.message).toContain('at most 100 rows, not 101');
    expect(await take({ caller: key, from }, 100)).toMatchObject({ remaining: 0 });
  });

  it('are not asked of a call without rows, which is told nothing', async () => {
    const { take } = open();
    await take({ caller: key, from }, 100);
    expect(await take({ caller: key, from }, 0)).toBeUndefined();
  });

  it('are without end for our own services, but not for one call of theirs', async () => {
    const { take } = open();
    const ours = { caller: service('replay'), from: undefined };
    for (let call = 0; call < 3; call += 1) expect(await take(ours, 10_000)).toBeUndefined();
    expect(await refusalOf(take(ours, 10_001))).toMatchObject({
      code: 'TOO_MANY_ROWS',
      exceeded: { limit: 10_000, measured: 10_001 },
    });
  });
});
