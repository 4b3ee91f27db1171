import type { Retention } from '@aqmrg/schema/events/topic.ts';
import type { DeadLetter } from '../../ports/event-log.ts';

/** What both threads agree on. Values cross as JSON text and in columns: strings are cloned cheapest. */
export interface TopicColumns {
  readonly topic: string;
  readonly retention: Retention;
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

/** A group's next offset; `letter` goes to the dead letters in the same transaction. */
export interface GroupOffset {
  readonly topic: string;
  readonly group: string;
  readonly next: number;
  readonly letter?: DeadLetter;
}

export interface Page {
  readonly offsets: readonly number[];
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly appendedAt: readonly number[];
  /** Offset behind the page's last record; behind the topic's end where nothing is left from there on. */
  readonly next: number;
  /** Offset that the topic's next record will get. */
  readonly end: number;
}

interface TopicRange {
  /** Oldest offset still kept; `end` where none is. */
  readonly oldest: number;
  readonly end: number;
}

/** Every question that the main thread asks, with its answer. */
export interface Questions {
  commit: {
    ask: {
      readonly now: number;
      readonly appends: readonly TopicColumns[];
      readonly offsets: readonly GroupOffset[];
    };
    /** The first offset of each of `appends`. */
    answer: readonly number[];
  };
  read: {
    ask: {
      readonly topic: string;
      readonly from: number;
      readonly limit: number;
      /** The page ends behind so many characters of values, whatever its limit says. */
      readonly characters: number;
    };
    answer: Page;
  };
  range: { ask: { readonly topic: string }; answer: TopicRange };
  committed: { ask: { readonly topic: string; readonly group: string }; answer: number };
  letters: { ask: { readonly topic: string; readonly limit: number }; answer: readonly DeadLetter[] };
  replay: {
    ask: {
      readonly now: number;
      readonly topic: string;
      readonly retention: Retention;
      readonly group: string;
      /** Letters up to this id; absent on the first of several steps. */
      readonly through?: number;
    };
    answer: {
      readonly replayed: number;
      readonly through: number;
      readonly more: boolean;
      readonly end: number;
    };
  };
  tidy: {
    ask: {
      readonly now: number;
      readonly compactAfterMs: number;
      /** False keeps records that are older than their topic's retention. */
      readonly dropOld: boolean;
      /** By topic: records from this offset on are kept whatever their age. */
      readonly spare: Readonly<Record<string, number>>;
    };
    answer: { readonly more: boolean; readonly tookMs: number };
  };
  close: { ask: Record<never, never>; answer: undefined };
}
export type QuestionKind = keyof Questions;

export type Question = {
  [K in QuestionKind]: { readonly id: number; readonly kind: K; readonly ask: Questions[K]['ask'] };
}[QuestionKind];

/**
 * full: nothing was written, and the log is as before. fatal: what is on disk is no longer certain.
 * letters-full: a group's dead letters are at their bound. busy: another process holds the file. other: a mistake of ours.
 */
type FailureKind = 'full' | 'fatal' | 'letters-full' | 'busy' | 'other';

export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
}

export type Answer =
  | { readonly id: number; readonly value: Questions[QuestionKind]['answer'] }
  | { readonly id: number; readonly failure: Failure };

export type Opened = { readonly epoch: string } | { readonly failure: Failure };

export interface WorkerSettings {
  readonly file: string;
  readonly newEpoch: string;
  readonly maxBytes: number | null;
  readonly maxDeadLetters: number;
}
