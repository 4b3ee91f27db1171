import { describe, expect, it } from 'vitest';
import { openMemoryCache } from '../drivers/memory-cache.ts';
import type { Cache } from '../ports/cache.ts';
import { createRegistry } from './metrics.ts';
import { createPortMetrics } from './port-metrics.ts';

const open = (cache: Cache = openMemoryCache()) => {
  const registry = createRegistry();
  const metered = createPortMetrics(registry)('auth', { cache });
  const told = async (name: string): Promise<readonly string[]> =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith(name) && !line.endsWith(' 0'));
  return { cache: metered.cache, told };
};
const labelled = (call: string, outcome: string): string =>
  `aqmrg_port_call_duration_seconds_count{room="auth",call="${call}",topic="",outcome="${outcome}"}`;

describe('the metrics of the cache', () => {
  it('count and time each of its calls, which answer as they did', async () => {
    const { cache, told } = open();
    await cache.set('a', 'b', 60_000);
    expect(await cache.get('a')).toBe('b');
    await cache.delete('a');
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.count('c', 60_000, 7)).toMatchObject({ count: 7 });
    expect(await cache.count('c', 60_000)).toMatchObject({ count: 8 });
    expect(await cache.lease('d', 'me', 60_000)).toBe(true);
    expect(await cache.lease('d', 'you', 60_000)).toBe(false);
    await cache.release('d', 'me');
    expect(await told('aqmrg_port_call_duration_seconds_count')).toEqual([
      `${labelled('cache.set', 'ok')} 1`,
      `${labelled('cache.get', 'ok')} 2`,
      `${labelled('cache.delete', 'ok')} 1`,
      `${labelled('cache.count', 'ok')} 2`,
      `${labelled('cache.lease', 'ok')} 2`,
      `${labelled('cache.release', 'ok')} 1`,
    ]);
    expect(await told('aqmrg_port_items_total{room="auth",call="cache.get"')).toEqual([
      'aqmrg_port_items_total{room="auth",call="cache.get",topic=""} 2',
    ]);
  });

  it('tell its failures apart', async () => {
    const { cache, told } = open({
      ...openMemoryCache(),
      async count() {
        throw new Error('gone');
      },
    });
    await expect(cache.count('c', 60_000)).rejects.toThrow('gone');
    expect(await told('aqmrg_port_call_duration_seconds_count')).toEqual([
      `${labelled('cache.count', 'failed')} 1`,
    ]);
    expect(await told('aqmrg_port_items_total')).toEqual([]);
  });
});
