import type { AccessNews } from '@aqmrg/schema/events/access.ts';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { followNews, type Listen } from './follow-news.ts';

const silent = pino({ level: 'silent' });

/** Follows with `listen` until `end` is called; silence is given up after 50 ms. */
const follow = (listen: Listen) => {
  const stopping = new AbortController();
  const heard: string[] = [];
  const done = followNews(
    {
      listen,
      onBegin: () => heard.push('begin'),
      onNews: ({ kind }) => {
        heard.push(kind);
        return true;
      },
      log: silent,
      silenceMs: 50,
    },
    stopping.signal,
  );
  return {
    heard,
    async end() {
      stopping.abort(new Error('the test ends'));
      await done;
    },
  };
};

/** Gives these, and then nothing, and does not even end when it is left. */
const hanging = (news: readonly AccessNews[]) => {
  let isLeft = false;
  const waiting = [...news];
  return {
    isLeft: () => isLeft,
    stream: {
      [Symbol.asyncIterator]: () => ({
        async next(): Promise<IteratorResult<AccessNews>> {
          const value = waiting.shift();
          return value ? { done: false, value } : new Promise(() => undefined);
        },
        return(): Promise<IteratorResult<AccessNews>> {
          isLeft = true;
          return new Promise(() => undefined);
        },
      }),
    },
  };
};

describe('whoever follows news', () => {
  it('gives up a stream that hangs, leaves it, and opens another', async () => {
    const streams: ReturnType<typeof hanging>[] = [];
    const { heard, end } = follow(async () => {
      const stream = hanging([{ kind: 'beat' }]);
      streams.push(stream);
      return stream.stream;
    });
    await expect.poll(() => streams.length).toBe(2);
    expect(streams[0]?.isLeft()).toBe(true);
    expect(heard.slice(0, 2)).toEqual(['begin', 'beat']);
    await end();
    expect(streams.at(-1)?.isLeft()).toBe(true);
  });

  it('gives up an opening that hangs, and leaves what opens late', async () => {
    const openings: ((stream: AsyncIterable<AccessNews>) => void)[] = [];
    const signals: AbortSignal[] = [];
    const { heard, end } = follow((signal) => {
      signals.push(signal);
      return new Promise((resolve) => openings.push(resolve));
    });
    await expect.poll(() => openings.length).toBe(2);
    expect(signals[0]?.aborted).toBe(true);
    const late = hanging([{ kind: 'beat' }]);
    openings[0]?.(late.stream);
    await expect.poll(late.isLeft).toBe(true);
    expect(heard).toEqual([]);
    await end();
  });

  it('ends at once, however everything hangs', async () => {
    const { end } = follow(() => new Promise(() => undefined));
    const began = performance.now();
    await end();
    expect(performance.now() - began).toBeLessThan(40);
  });

  it('goes on after an end, and after an error of whoever opens', async () => {
    let tries = 0;
    const { heard, end } = follow(async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return (async function* () {
        yield { kind: 'beat' } as const;
      })();
    });
    await expect.poll(() => heard.filter((what) => what === 'beat').length).toBe(2);
    await end();
    expect(tries).toBeGreaterThanOrEqual(3);
  });

  it('opens none when it is over before it begins', async () => {
    const stopping = new AbortController();
    stopping.abort(new Error('over'));
    let tries = 0;
    const listen: Listen = async () => {
      tries += 1;
      throw new Error('asked');
    };
    await followNews(
      { listen, onBegin() {}, onNews: () => true, log: silent, silenceMs: 50 },
      stopping.signal,
    );
    expect(tries).toBe(0);
  });
});
