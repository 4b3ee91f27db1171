import type { Topic } from '@aqmrg/schema/events/topic.ts';
import { z } from 'zod';
import type { LogRecord, NewRecord, Position } from '../../ports/event-log.ts';

/** The values as JSON text. A value that breaks the topic's schema is a mistake in our code, so it throws. */
export const checkedTexts = <T>(topic: Topic<T>, records: readonly NewRecord<T>[]): readonly string[] =>
  records.map(({ value }, i) => {
    const checked = topic.schema.safeParse(value);
    if (!checked.success) {
      throw new TypeError(
        `Record ${i} breaks the schema of ${topic.name}: ${z.prettifyError(checked.error)}`,
      );
    }
    return JSON.stringify(value);
  });

/** A record as it lies in the log. */
export interface StoredRecord {
  readonly key: string;
  /** The value, as JSON text. */
  readonly text: string;
  readonly position: Position;
  readonly appendedAt: number;
}

/** A stored record's text, and the record or why the text cannot be read. */
export type Decoded<T> = Pick<StoredRecord, 'key' | 'text' | 'position'> &
  (
    | { readonly kind: 'record'; readonly record: LogRecord<T> }
    | { readonly kind: 'broken'; readonly cause: string }
  );

/** Values were checked when they were written, so here they are only parsed. */
export const decode = <T>({ key, text, position, appendedAt }: StoredRecord): Decoded<T> => {
  try {
    const record = { key, value: JSON.parse(text) as T, position, appendedAt };
    return { kind: 'record', key, text, position, record };
  } catch (error) {
    return { kind: 'broken', key, text, position, cause: String(error) };
  }
};
