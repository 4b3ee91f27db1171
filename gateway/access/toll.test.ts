import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import type { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { createToll, type Price } from './toll.ts';

const limits = {
  costPerMinute: 1_000,
  strangersCostPerMinute: 100,
  mutationsPerMinute: 3,
  signInsPerMinute: 1,
  rowsPerMinute: 1,
  socketsPerMinute: 2,
};
const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };
const query = (points: number): Price => ({ points, mutations: 0 });

const open = () => {
  const toll = createToll({ cache: openMemoryCache(), limits, log: createLog('silent') });
  const refusalOf = async (work: Promise<unknown> | undefined) => {
    const error = (await work?.then(
      () => undefined,
      (reason: unknown) => reason,
    )) as AirError | undefined;
    return error && { code: error.code, ...error.exceeded };
  };
  return { toll, refusalOf };
};

describe('the toll of the graph', () => {
  it('is taken from strangers by their address, and from accounts and keys wherever they are', async () => {
    const { toll, refusalOf } = open();
    const here = { caller: anonymous, from: '192.0.2.1' };
    await toll.take(here, query(90));
    expect(await refusalOf(toll.take(here, query(20)))).toEqual({
      code: 'RATE_LIMITED',
      limit: 100,
      measured: 110,
    });
    expect(await toll.take({ ...here, from: '192.0.2.2' }, query(20))).toMatchObject({ remaining: 80 });
    expect(await toll.take({ caller: ada, from: '192.0.2.1' }, query(20))).toMatchObject({ remaining: 980 });
    expect(await toll.take({ caller: ada, from: '192.0.2.9' }, query(20))).toMatchObject({ remaining: 960 });
    const key: Caller = { ...ada, kind: 'key' };
    expect(await toll.take({ caller: key, from: '192.0.2.1' }, query(20))).toMatchObject({ remaining: 980 });
  });

  it('counts the fields of mutations on top', async () => {
    const { toll, refusalOf } = open();
    const asker = { caller: ada, from: undefined };
    expect(await toll.take(asker, { points: 30, mutations: 2 })).toMatchObject({ remaining: 970 });
    expect(await refusalOf(toll.take(asker, { points: 30, mutations: 2 }))).toEqual({
      code: 'RATE_LIMITED',
      limit: 3,
      measured: 4,
    });
    expect(await refusalOf(toll.take(asker, query(30)))).toBeUndefined();
  });

  it('takes nothing from our own services', () => {
    const { toll } = open();
    const ours = { caller: service('replay') };
    expect(toll.take(ours, { points: 1e9, mutations: 1e9 })).toBeUndefined();
  });

  it('counts WebSockets by address, IPv6 by its network', async () => {
    const { toll, refusalOf } = open();
    await toll.takeSocket('2001:db8::1');
    await toll.takeSocket('2001:db8::2');
    expect(await refusalOf(toll.takeSocket('2001:db8::3'))).toMatchObject({ code: 'RATE_LIMITED', limit: 2 });
    expect(await refusalOf(toll.takeSocket('2001:db8:0:1::3'))).toBeUndefined();
  });
});
