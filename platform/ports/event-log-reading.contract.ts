import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewRecord } from './event-log.ts';
import {
  type LogUnderTest,
  makeTopic,
  type Note,
  notes,
  numbered,
  readAll,
  texts,
} from './event-log-notes.contract.ts';

export const readingContract = ({ log }: LogUnderTest): void => {
  describe('appending and reading', () => {
    it('gives each record its position, in order, and reads it back there', async () => {
      const topic = makeTopic();
      const before = Date.now();
      const positions = await log().append(topic, notes('a', 'b', 'c'));
      const records = await readAll(log(), topic);
      expect(texts(records)).toEqual(['a', 'b', 'c']);
      expect(records.map(({ position }) => position)).toEqual(positions);
      expect(records.every(({ key }) => key === 'sensor-1')).toBe(true);
      expect(records.every(({ appendedAt }) => Math.abs(appendedAt - before) < 60_000)).toBe(true);
    });

    it('keeps the order of a key over appends that do not wait for one another', async () => {
      const topic = makeTopic();
      await Promise.all(numbered(300).map((record) => log().append(topic, [record])));
      expect(texts(await readAll(log(), topic))).toEqual(numbered(300).map(({ value }) => value.text));
    });

    it('returns any key and text unchanged', async () => {
      const record = fc.record({
        key: fc.string({ unit: 'grapheme', minLength: 1 }),
        value: fc.record({ text: fc.string({ unit: 'binary' }) }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
          const topic = makeTopic();
          await log().append(topic, records);
          const found = (await readAll(log(), topic)).map(({ key, value }) => ({ key, value }));
          const ofKey = (all: readonly NewRecord<Note>[], key: string) =>
            all.filter((one) => one.key === key);
          for (const { key } of records) expect(ofKey(found, key)).toEqual(ofKey(records, key));
          expect(found).toHaveLength(records.length);
        }),
        { numRuns: 20 },
      );
    });

    it('takes an append of nothing', async () => {
      expect(await log().append(makeTopic(), [])).toEqual([]);
    });

    it('refuses a value that breaks the schema, with all that came with it', async () => {
      const topic = makeTopic();
      const broken = { key: 'sensor-1', value: { text: 7 } } as unknown as NewRecord<Note>;
      await expect(log().append(topic, [...notes('whole'), broken])).rejects.toThrow(/breaks the schema/);
      expect(await readAll(log(), topic)).toEqual([]);
    });

    it('reads pages no longer than the limit, and nothing at the end', async () => {
      const topic = makeTopic();
      await log().append(topic, numbered(7));
      expect(await log().readFrom(topic, {}, 3)).toHaveLength(3);
      expect(texts(await readAll(log(), topic, 3))).toEqual(numbered(7).map(({ value }) => value.text));
      expect(await log().readFrom(topic, (await log().bounds(topic)).end, 3)).toEqual([]);
    });

    it('finds nothing in a topic that was never written', async () => {
      expect(await log().readFrom(makeTopic(), {}, 10)).toEqual([]);
    });

    it('knows where a topic begins and ends', async () => {
      const topic = makeTopic();
      const positions = await log().append(topic, numbered(5));
      const { oldest, end } = await log().bounds(topic);
      const partition = positions[0]?.partition as number;
      expect(end[partition]).toBe((positions.at(-1)?.offset as number) + 1);
      expect(oldest[partition]).toBe(positions[0]?.offset);
    });
  });

  describe('tailing', () => {
    const never = new AbortController().signal;

    it('gives what is there from a position on, then what comes', async () => {
      const topic = makeTopic();
      const positions = await log().append(topic, notes('seen', 'next'));
      const { partition, offset } = positions[1] as { partition: number; offset: number };
      const tail = log().tail(topic, { [partition]: offset }, never);
      expect(texts((await tail.next()).value ?? [])).toEqual(['next']);
      const waiting = tail.next();
      await log().append(topic, notes('fresh'));
      expect(texts((await waiting).value ?? [])).toEqual(['fresh']);
      await tail.return?.();
    });

    it('misses nothing while records come as it reads', async () => {
      const topic = makeTopic();
      const appending = (async () => {
        for (const record of numbered(200)) await log().append(topic, [record]);
      })();
      const seen: string[] = [];
      for await (const page of log().tail(topic, {}, never)) {
        seen.push(...texts(page));
        if (seen.length >= 200) break;
      }
      await appending;
      expect(seen).toEqual(numbered(200).map(({ value }) => value.text));
    });

    it('lets each of many readers see everything at its own pace', async () => {
      const topic = makeTopic();
      const tails = Array.from({ length: 10 }, () => log().tail(topic, {}, never));
      await log().append(topic, numbered(3));
      await log().append(topic, notes('last'));
      for (const tail of tails) {
        const seen: string[] = [];
        while (seen.at(-1) !== 'last') seen.push(...texts((await tail.next()).value ?? []));
        expect(seen).toEqual(['note 0', 'note 1', 'note 2', 'last']);
        await tail.return?.();
      }
    });

    it('ends while it waits, when it is returned', async () => {
      const tail = log().tail(makeTopic(), {}, never);
      const waiting = tail.next();
      await tail.return?.();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(await tail.next()).toEqual({ done: true, value: undefined });
    });

    it('ends while it waits, when its signal aborts', async () => {
      const leaving = new AbortController();
      const tail = log().tail(makeTopic(), {}, leaving.signal);
      const waiting = tail.next();
      leaving.abort();
      expect(await waiting).toEqual({ done: true, value: undefined });
    });

    it('is over at once where the signal had aborted before', async () => {
      const topic = makeTopic();
      await log().append(topic, notes('unseen'));
      expect(await log().tail(topic, {}, AbortSignal.abort()).next()).toMatchObject({ done: true });
    });
  });
};
