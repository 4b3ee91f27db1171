import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineTopic, type Retention, type Topic } from '@aqmrg/schema/events/topic.ts';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { EventLog, LogRecord, NewRecord, Positions } from '../../ports/event-log.ts';
import { openSqliteEventLog, type SqliteEventLogOptions } from './index.ts';

/** For this driver's tests: a folder that goes with the test, and logs in it that are closed with the test. */
export const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const openFresh = async (
  folder: string,
  options: Partial<SqliteEventLogOptions> = {},
): Promise<EventLog> => {
  const log = await openSqliteEventLog({ folder, ...options });
  onTestFinished(() => log.close());
  return log;
};

export interface Note {
  readonly text: string;
}

export const makeTopic = (retention: Retention = { kind: 'time', days: 1 }): Topic<Note> =>
  defineTopic({ name: 'notes', retention, schema: z.strictObject({ text: z.string() }) });

export const note = (key: string, text: string): NewRecord<Note> => ({ key, value: { text } });

export const readAll = async (log: EventLog, topic: Topic<Note>): Promise<readonly LogRecord<Note>[]> => {
  const found: LogRecord<Note>[] = [];
  for (let from: Positions = {}; ; ) {
    const page = await log.readFrom(topic, from, 500);
    if (page.length === 0) return found;
    found.push(...page);
    from = { 0: (page.at(-1) as LogRecord<Note>).position.offset + 1 };
  }
};

export const textsIn = async (log: EventLog, topic: Topic<Note>): Promise<readonly string[]> =>
  (await readAll(log, topic)).map(({ value }) => value.text);
