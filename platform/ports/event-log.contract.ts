import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventLog } from './event-log.ts';
import { consumingContract } from './event-log-consuming.contract.ts';
import { makeTopic, notes, numbered, readAll, texts } from './event-log-notes.contract.ts';
import { readingContract } from './event-log-reading.contract.ts';

/** What every event log promises. `open` opens the same log each time; it was closed before. */
export const eventLogContract = (name: string, open: () => Promise<EventLog>): void => {
  describe(`event log: ${name}`, () => {
    let log: EventLog;
    beforeAll(async () => {
      log = await open();
    });
    afterAll(() => log.close());

    const underTest = {
      log: () => log,
      reopen: async () => {
        await log.close();
        log = await open();
      },
    };
    readingContract(underTest);
    consumingContract(underTest);

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
      expect(texts(await readAll(log, topic))).toEqual(numbered(50).map(({ value }) => value.text));
    });
  });
};
