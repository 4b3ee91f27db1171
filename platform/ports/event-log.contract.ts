import { randomUUID } from 'node:crypto';
import { defineTopic, type Topic } from '@aqmrg/schema/events/topic.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ConsumeOptions, EventLog, LogRecord, NewRecord, Positions } from './event-log.ts';

interface Note {
  readonly text: string;
}

const makeTopic = (): Topic<Note> =>
  defineTopic({
    name: `contract.${randomUUID()}`,
    retention: { kind: 'time', days: 1 },
    schema: z.strictObject({ text: z.string() }),
  });

const notes = (...texts: readonly string[]): readonly NewRecord<Note>[] =>
  texts.map((text) => ({ key: 'sensor-1', value: { text } }));

const numbered = (count: number): readonly NewRecord<Note>[] =>
  notes(...Array.from({ length: count }, (_, i) => `note ${i}`));

const texts = (records: readonly LogRecord<Note>[]): readonly string[] =>
  records.map(({ value }) => value.text);

const behind = (from: Positions, page: readonly LogRecord<Note>[]): Positions => ({
  ...from,
  ...Object.fromEntries(page.map(({ position }) => [position.partition, position.offset + 1])),
});

/** What every event log promises. `open` opens the same log each time; it was closed before. */
export const eventLogContract = (name: string, open: () => Promise<EventLog>): void => {
  describe(`event log: ${name}`, () => {
    let log: EventLog;
    beforeAll(async () => {
      log = await open();
    });
    afterAll(() => log.close());

    const readAll = async (topic: Topic<Note>, limit = 1000): Promise<readonly LogRecord<Note>[]> => {
      const found: LogRecord<Note>[] = [];
      for (let from: Positions = {}; ; ) {
        const page = await log.readFrom(topic, from, limit);
        if (page.length === 0) return found;
        found.push(...page);
        from = behind(from, page);
      }
    };

    const consume = (
      topic: Topic<Note>,
      handle: ConsumeOptions<Note>['handle'],
      more: Partial<ConsumeOptions<Note>> = {},
    ) => log.consume({ topic, group: 'readers', retryDelayMs: 1, handle, ...more });

    describe('appending and reading', () => {
      it('gives each record its position, in order, and reads it back there', async () => {
        const topic = makeTopic();
        const before = Date.now();
        const positions = await log.append(topic, notes('a', 'b', 'c'));
        const records = await readAll(topic);
        expect(texts(records)).toEqual(['a', 'b', 'c']);
        expect(records.map(({ position }) => position)).toEqual(positions);
        expect(records.every(({ key }) => key === 'sensor-1')).toBe(true);
        expect(records.every(({ appendedAt }) => Math.abs(appendedAt - before) < 60_000)).toBe(true);
      });

      it('keeps the order of a key over appends that do not wait for one another', async () => {
        const topic = makeTopic();
        await Promise.all(numbered(300).map((record) => log.append(topic, [record])));
        expect(texts(await readAll(topic))).toEqual(numbered(300).map(({ value }) => value.text));
      });

      it('returns any key and text unchanged', async () => {
        const record = fc.record({
          key: fc.string({ unit: 'grapheme', minLength: 1 }),
          value: fc.record({ text: fc.string({ unit: 'binary' }) }),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
            const topic = makeTopic();
            await log.append(topic, records);
            const found = (await readAll(topic)).map(({ key, value }) => ({ key, value }));
            const ofKey = (all: readonly NewRecord<Note>[], key: string) =>
              all.filter((one) => one.key === key);
            for (const { key } of records) expect(ofKey(found, key)).toEqual(ofKey(records, key));
            expect(found).toHaveLength(records.length);
          }),
          { numRuns: 20 },
        );
      });

      it('takes an append of nothing', async () => {
        expect(await log.append(makeTopic(), [])).toEqual([]);
      });

      it('refuses a value that breaks the schema, with all that came with it', async () => {
        const topic = makeTopic();
        const broken = { key: 'sensor-1', value: { text: 7 } } as unknown as NewRecord<Note>;
        await expect(log.append(topic, [...notes('whole'), broken])).rejects.toThrow(/breaks the schema/);
        expect(await readAll(topic)).toEqual([]);
      });

      it('reads pages no longer than the limit, and nothing at the end', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(7));
        expect(await log.readFrom(topic, {}, 3)).toHaveLength(3);
        expect(texts(await readAll(topic, 3))).toEqual(numbered(7).map(({ value }) => value.text));
        expect(await log.readFrom(topic, (await log.bounds(topic)).end, 3)).toEqual([]);
      });

      it('finds nothing in a topic that was never written', async () => {
        expect(await log.readFrom(makeTopic(), {}, 10)).toEqual([]);
      });

      it('knows where a topic begins and ends', async () => {
        const topic = makeTopic();
        const positions = await log.append(topic, numbered(5));
        const { oldest, end } = await log.bounds(topic);
        const partition = positions[0]?.partition as number;
        expect(end[partition]).toBe((positions.at(-1)?.offset as number) + 1);
        expect(oldest[partition]).toBe(positions[0]?.offset);
      });
    });

    describe('consuming', () => {
      it('hands every record to each group once, in order, and commits', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(20));
        const seen: Record<string, string[]> = { one: [], two: [] };
        const consumers = ['one', 'two'].map((group) =>
          consume(topic, async (records) => void seen[group]?.push(...texts(records)), {
            group,
            batchSize: 6,
          }),
        );
        await log.append(topic, notes('last'));
        for (const consumer of consumers) await expect.poll(() => consumer.lag()).toBe(0);
        const all = [...numbered(20).map(({ value }) => value.text), 'last'];
        expect(seen).toEqual({ one: all, two: all });
        await Promise.all(consumers.map((consumer) => consumer.stop()));
      });

      it('hands over no more than a batch at a time', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(20));
        const sizes: number[] = [];
        const consumer = consume(topic, async (records) => void sizes.push(records.length), { batchSize: 6 });
        await expect.poll(() => consumer.lag()).toBe(0);
        await consumer.stop();
        expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
      });

      it('counts what a group has yet to deal with', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(9));
        const consumer = consume(topic, () => Promise.reject(new Error('away')), { isTransient: () => true });
        expect(await consumer.lag()).toBe(9);
        await consumer.stop();
      });

      it('goes on behind what was committed, after the log was opened again', async () => {
        const topic = makeTopic();
        await log.append(topic, notes('before'));
        const first = consume(topic, async () => undefined);
        await expect.poll(() => first.lag()).toBe(0);
        const { epoch } = log;
        await log.close();
        log = await open();
        expect(log.epoch).toBe(epoch);
        await log.append(topic, notes('after'));
        const seen: string[] = [];
        const second = consume(topic, async (records) => void seen.push(...texts(records)));
        await expect.poll(() => second.lag()).toBe(0);
        await second.stop();
        expect(seen).toEqual(['after']);
      });

      it('brings a batch again that nobody dealt with', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(3));
        const began = Promise.withResolvers<void>();
        const first = consume(
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
        const second = consume(topic, async (records) => void seen.push(...texts(records)));
        await expect.poll(() => second.lag()).toBe(0);
        await second.stop();
        expect(seen).toEqual(['note 0', 'note 1', 'note 2']);
      });

      it('lets the batch in hand end before it stops, and commits it', async () => {
        const topic = makeTopic();
        await log.append(topic, numbered(3));
        const began = Promise.withResolvers<AbortSignal>();
        const mayEnd = Promise.withResolvers<void>();
        const consumer = consume(topic, async (_, signal) => {
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
        const consumer = consume(topic, async () => undefined);
        expect(() => consume(topic, async () => undefined)).toThrow(/already/);
        await consumer.stop();
        await consume(topic, async () => undefined).stop();
      });
    });

    describe('failing', () => {
      it('sends a poison record to the dead letters and hands over its neighbours once', async () => {
        const topic = makeTopic();
        const positions = await log.append(topic, notes('a', 'b', 'poison', 'c', 'd'));
        const seen: string[] = [];
        const told: string[] = [];
        let tries = 0;
        const consumer = consume(
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
        await expect.poll(() => consumer.lag()).toBe(0);
        await consumer.stop();
        expect(seen).toEqual(['a', 'b', 'c', 'd']);
        expect(tries).toBe(3);
        expect(told).toEqual(['{"text":"poison"}']);
        const letters = await log.deadLetters(topic.name, 10);
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
        await log.append(topic, notes('poison', 'fine'));
        const seen: string[] = [];
        const consumer = consume(
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
        await expect.poll(() => consumer.lag()).toBe(0);
        await consumer.stop();
        expect(seen).toEqual(['fine']);
      });

      it('tries for ever, in order, where the error is transient', async () => {
        const topic = makeTopic();
        await log.append(topic, notes('a', 'b'));
        const seen: string[] = [];
        let failures = 0;
        const consumer = consume(
          topic,
          async (records) => {
            if (failures++ < 8) throw new Error('away');
            seen.push(...texts(records));
          },
          { maxAttempts: 2, retryDelayMs: 0.1, isTransient: () => true },
        );
        await expect.poll(() => consumer.lag()).toBe(0);
        await consumer.stop();
        expect(seen).toEqual(['a', 'b']);
        expect(await log.deadLetters(topic.name, 10)).toEqual([]);
      });

      it('appends dead letters anew once, however often it is asked', async () => {
        const topic = makeTopic();
        await log.append(topic, notes('x', 'y'));
        let healed = false;
        const seen: string[] = [];
        const consumer = consume(
          topic,
          async (records) => {
            if (!healed) throw new Error('ill');
            seen.push(...texts(records));
          },
          { maxAttempts: 1 },
        );
        await expect.poll(async () => (await log.deadLetters(topic.name, 10)).length).toBe(2);
        healed = true;
        const counts = await Promise.all([1, 2, 3].map(() => log.replayDeadLetters(topic, 'readers')));
        expect(counts.reduce((a, b) => a + b)).toBe(2);
        await expect.poll(() => seen).toEqual(['x', 'y']);
        await consumer.stop();
        expect(await log.deadLetters(topic.name, 10)).toEqual([]);
        expect(await log.replayDeadLetters(topic, 'readers')).toBe(0);
        expect(await log.replayDeadLetters(topic, 'others')).toBe(0);
      });
    });

    describe('tailing', () => {
      const never = new AbortController().signal;

      it('gives what is there from a position on, then what comes', async () => {
        const topic = makeTopic();
        const positions = await log.append(topic, notes('seen', 'next'));
        const { partition, offset } = positions[1] as { partition: number; offset: number };
        const tail = log.tail(topic, { [partition]: offset }, never);
        expect(texts((await tail.next()).value ?? [])).toEqual(['next']);
        const waiting = tail.next();
        await log.append(topic, notes('fresh'));
        expect(texts((await waiting).value ?? [])).toEqual(['fresh']);
        await tail.return?.();
      });

      it('misses nothing while records come as it reads', async () => {
        const topic = makeTopic();
        const appending = (async () => {
          for (const record of numbered(200)) await log.append(topic, [record]);
        })();
        const seen: string[] = [];
        for await (const page of log.tail(topic, {}, never)) {
          seen.push(...texts(page));
          if (seen.length >= 200) break;
        }
        await appending;
        expect(seen).toEqual(numbered(200).map(({ value }) => value.text));
      });

      it('lets each of many readers see everything at its own pace', async () => {
        const topic = makeTopic();
        const tails = Array.from({ length: 10 }, () => log.tail(topic, {}, never));
        await log.append(topic, numbered(3));
        await log.append(topic, notes('last'));
        for (const tail of tails) {
          const seen: string[] = [];
          while (seen.at(-1) !== 'last') seen.push(...texts((await tail.next()).value ?? []));
          expect(seen).toEqual(['note 0', 'note 1', 'note 2', 'last']);
          await tail.return?.();
        }
      });

      it('ends while it waits, when it is returned', async () => {
        const tail = log.tail(makeTopic(), {}, never);
        const waiting = tail.next();
        await tail.return?.();
        expect(await waiting).toEqual({ done: true, value: undefined });
        expect(await tail.next()).toEqual({ done: true, value: undefined });
      });

      it('ends while it waits, when its signal aborts', async () => {
        const leaving = new AbortController();
        const tail = log.tail(makeTopic(), {}, leaving.signal);
        const waiting = tail.next();
        leaving.abort();
        expect(await waiting).toEqual({ done: true, value: undefined });
      });

      it('is over at once where the signal had aborted before', async () => {
        const topic = makeTopic();
        await log.append(topic, notes('unseen'));
        expect(await log.tail(topic, {}, AbortSignal.abort()).next()).toMatchObject({ done: true });
      });
    });

    it('writes what was asked for, ends tails, then refuses, when it closes', async () => {
      const topic = makeTopic();
      const waiting = log.tail(topic, {}, new AbortController().signal).next();
      // Reading has begun and found nothing.
      await log.bounds(topic);
      const appends = numbered(50).map((record) => log.append(topic, [record]));
      await waiting;
      const ended = log.tail(makeTopic(), {}, new AbortController().signal).next();
      await Promise.all([log.close(), log.close()]);
      expect(await ended).toMatchObject({ done: true });
      expect(await Promise.all(appends)).toHaveLength(50);
      await expect(log.append(topic, notes('late'))).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
      await expect(log.readFrom(topic, {}, 1)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
      log = await open();
      expect(texts(await readAll(topic))).toEqual(numbered(50).map(({ value }) => value.text));
    });
  });
};
