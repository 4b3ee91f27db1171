import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { z } from 'zod';
import type { LogRecord, NewRecord } from '../../ports/event-log.ts';
import type { Page } from './protocol.ts';

/** Checks values against the topic's schema: a value that breaks it is a mistake in our code, so it throws. */
export const encode = <T>(
  topic: Topic<T>,
  records: readonly NewRecord<T>[],
): { readonly keys: readonly string[]; readonly values: readonly string[]; readonly characters: number } => {
  let characters = 0;
  const values = records.map(({ value }, i) => {
    const checked = topic.schema.safeParse(value);
    if (!checked.success) {
      throw new TypeError(
        `Record ${i} breaks the schema of ${topic.name}: ${z.prettifyError(checked.error)}`,
      );
    }
    const text = JSON.stringify(value);
    characters += text.length;
    return text;
  });
  return { keys: records.map(({ key }) => key), values, characters };
};

/** A stored record's text, and the record or why the text cannot be read. */
export type Decoded<T> = { readonly key: string; readonly offset: number; readonly text: string } & (
  | { readonly kind: 'record'; readonly record: LogRecord<T> }
  | { readonly kind: 'broken'; readonly cause: string }
);

/** Values were checked when they were written, so here they are only parsed. */
export const decode = <T>(page: Page): readonly Decoded<T>[] =>
  page.values.map((text, i) => {
    const offset = page.offsets[i] as number;
    const key = page.keys[i] as string;
    try {
      const value = JSON.parse(text) as T;
      const record = {
        key,
        value,
        position: { partition: 0, offset },
        appendedAt: page.appendedAt[i] as number,
      };
      return { kind: 'record', key, offset, text, record };
    } catch (error) {
      return { kind: 'broken', key, offset, text, cause: String(error) };
    }
  });
