import { describe, expect, it } from 'vitest';
import {
  consumeQuickly,
  eventually,
  type LogUnderTest,
  makeTopic,
  notes,
  numbered,
  texts,
} from './event-log-notes.contract.ts';

export const consumingContract = ({ log, reopen }: LogUnderTest): void => {
  describe('consuming', () => {
    it('hands every record to each group once, in order, and commits', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(20));
      const seen: Record<string, string[]> = { one: [], two: [] };
      const consumers = ['one', 'two'].map((group) =>
        consumeQuickly(log(), topic, async (records) => void seen[group]?.push(...texts(records)), {
          group,
          batchSize: 6,
        }),
      );
      await log().append(topic, notes('last'));
      for (const consumer of consumers) await eventually(() => consumer.lag()).toBe(0);
      const all = [...numbered(20).map(({ value }) => value.text), 'last'];
      expect(seen).toEqual({ one: all, two: all });
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    });

    it('hands over no more than a batch at a time', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(20));
      const sizes: number[] = [];
      const consumer = consumeQuickly(log(), topic, async (records) => void sizes.push(records.length), {
        batchSize: 6,
      });
      await eventually(() => consumer.lag()).toBe(0);
      await consumer.stop();
      expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
    });

    it('counts what a group has yet to deal with', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(9));
      const consumer = consumeQuickly(log(), topic, () => Promise.reject(new Error('away')), {
        isTransient: () => true,
      });
      expect(await consumer.lag()).toBe(9);
      await consumer.stop();
    });

    it('goes on behind what was committed, after the log was opened again', async () => {
      const topic = makeTopic();
      await log().append(topic, notes('before'));
      const first = consumeQuickly(log(), topic, async () => undefined);
      await eventually(() => first.lag()).toBe(0);
      const { epoch } = log();
      await reopen();
      expect(log().epoch).toBe(epoch);
      await log().append(topic, notes('after'));
      const seen: string[] = [];
      const second = consumeQuickly(log(), topic, async (records) => void seen.push(...texts(records)));
      await eventually(() => second.lag()).toBe(0);
      await second.stop();
      expect(seen).toEqual(['after']);
    });

    it('brings a batch again that nobody dealt with', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(3));
      const began = Promise.withResolvers<void>();
      const first = consumeQuickly(
        log(),
        topic,
        async () => {
          began.resolve();
          throw new Error('away');
        },
        { isTransient: () => true },
      );
      await began.promise;
      await first.stop();
      const seen: string[] = [];
      const second = consumeQuickly(log(), topic, async (records) => void seen.push(...texts(records)));
      await eventually(() => second.lag()).toBe(0);
      await second.stop();
      expect(seen).toEqual(['note 0', 'note 1', 'note 2']);
    });

    it('lets the batch in hand end before it stops, and commits it', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(3));
      const began = Promise.withResolvers<AbortSignal>();
      const mayEnd = Promise.withResolvers<void>();
      const consumer = consumeQuickly(log(), topic, async (_, signal) => {
        began.resolve(signal);
        await mayEnd.promise;
      });
      const signal = await began.promise;
      let stopped = false;
      const stopping = consumer.stop().then(() => {
        stopped = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect({ stopped, told: signal.aborted }).toEqual({ stopped: false, told: true });
      mayEnd.resolve();
      await stopping;
      expect(await consumer.lag()).toBe(0);
    });

    it('refuses a second consumer of the same group', async () => {
      const topic = makeTopic();
      const consumer = consumeQuickly(log(), topic, async () => undefined);
      expect(() => consumeQuickly(log(), topic, async () => undefined)).toThrow(/already/);
      await consumer.stop();
      await consumeQuickly(log(), topic, async () => undefined).stop();
    });
  });

  describe('failing', () => {
    it('sends a poison record to the dead letters and hands over its neighbours once', async () => {
      const topic = makeTopic();
      const positions = await log().append(topic, notes('a', 'b', 'poison', 'c', 'd'));
      const seen: string[] = [];
      const told: string[] = [];
      let tries = 0;
      const consumer = consumeQuickly(
        log(),
        topic,
        async (records) => {
          if (texts(records).includes('poison')) {
            if (records.length === 1) tries++;
            throw new RangeError('cannot be digested');
          }
          seen.push(...texts(records));
        },
        { maxAttempts: 3, onDeadLetter: ({ value }) => told.push(value) },
      );
      await eventually(() => consumer.lag()).toBe(0);
      await consumer.stop();
      expect(seen).toEqual(['a', 'b', 'c', 'd']);
      expect(tries).toBe(3);
      expect(told).toEqual(['{"text":"poison"}']);
      const letters = await log().deadLetters(topic.name, 10);
      expect(letters).toMatchObject([
        {
          group: 'readers',
          key: 'sensor-1',
          value: '{"text":"poison"}',
          attempts: 3,
          position: positions[2],
        },
      ]);
      expect(letters[0]?.cause).toContain('cannot be digested');
    });

    it('survives a handler that throws before it returns a promise, and a listener that throws', async () => {
      const topic = makeTopic();
      await log().append(topic, notes('poison', 'fine'));
      const seen: string[] = [];
      const consumer = consumeQuickly(
        log(),
        topic,
        (records) => {
          if (texts(records).includes('poison')) throw new Error('at once');
          seen.push(...texts(records));
          return Promise.resolve();
        },
        {
          maxAttempts: 1,
          onDeadLetter: () => {
            throw new Error('deaf');
          },
        },
      );
      await eventually(() => consumer.lag()).toBe(0);
      await consumer.stop();
      expect(seen).toEqual(['fine']);
    });

    it('tries for ever, in order, where the error is transient', async () => {
      const topic = makeTopic();
      await log().append(topic, notes('a', 'b'));
      const seen: string[] = [];
      let failures = 0;
      const consumer = consumeQuickly(
        log(),
        topic,
        async (records) => {
          if (failures++ < 8) throw new Error('away');
          seen.push(...texts(records));
        },
        { maxAttempts: 2, retryDelayMs: 0.1, isTransient: () => true },
      );
      await eventually(() => consumer.lag()).toBe(0);
      await consumer.stop();
      expect(seen).toEqual(['a', 'b']);
      expect(await log().deadLetters(topic.name, 10)).toEqual([]);
    });

    it('appends dead letters anew once, however often it is asked', async () => {
      const topic = makeTopic();
      await log().append(topic, notes('x', 'y'));
      let healed = false;
      const seen: string[] = [];
      const consumer = consumeQuickly(
        log(),
        topic,
        async (records) => {
          if (!healed) throw new Error('ill');
          seen.push(...texts(records));
        },
        { maxAttempts: 1 },
      );
      await eventually(async () => (await log().deadLetters(topic.name, 10)).length).toBe(2);
      healed = true;
      const counts = await Promise.all([1, 2, 3].map(() => log().replayDeadLetters(topic, 'readers')));
      expect(counts.reduce((a, b) => a + b)).toBe(2);
      await eventually(() => seen).toEqual(['x', 'y']);
      await consumer.stop();
      expect(await log().deadLetters(topic.name, 10)).toEqual([]);
      expect(await log().replayDeadLetters(topic, 'readers')).toBe(0);
      expect(await log().replayDeadLetters(topic, 'others')).toBe(0);
    });
  });
};
