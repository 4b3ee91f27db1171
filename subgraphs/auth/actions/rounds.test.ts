import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { describe, expect, it } from 'vitest';
import { log } from '../testing/open-room.ts';
import { startRounds } from './rounds.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('rounds', () => {
  it('come again and again, never two of one kind at once, also after one that failed', async () => {
    let [running, most, times] = [0, 0, 0];
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      times += 1;
      await pause(12);
      running -= 1;
      if (times === 1) throw new Error('the first one fails');
    };
    const rounds = startRounds({ cache: openMemoryCache(), log }, [{ name: 'work', everyMs: 5, work }]);
    while (times < 4) await pause(5);
    await rounds.stop();
    expect({ most, running }).toEqual({ most: 1, running: 0 });
    const after = times;
    await pause(30);
    expect(times).toBe(after);
  });

  it('for one are done by one process of all that share the cache', async () => {
    const cache = openMemoryCache();
    let [running, most, times] = [0, 0, 0];
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      times += 1;
      await pause(20);
      running -= 1;
    };
    const round = { name: 'work', everyMs: 25, isForOne: true, work };
    const all = [1, 2, 3].map(() => startRounds({ cache, log }, [round]));
    while (times < 4) await pause(5);
    await Promise.all(all.map(({ stop }) => stop()));
    expect(most).toBe(1);
  });

  it('end when they are told to: work that goes on hears of it', async () => {
    let heard = false;
    const work = async (signal: AbortSignal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      heard = true;
    };
    const rounds = startRounds({ cache: openMemoryCache(), log }, [{ name: 'work', everyMs: 1, work }]);
    await pause(20);
    await rounds.stop();
    expect(heard).toBe(true);
  });
});
