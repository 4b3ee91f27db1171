import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { createRuleIndex, type RuleIndex } from '../../domain/scope/rule-index.ts';
import type { Rules } from '../../store/rules/rules.ts';

/** All rules that are judged, as they were at one revision of the book. */
export interface Book {
  readonly revision: number;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly index: RuleIndex;
}

export interface Rulebook {
  current(): Book;
  /** Reads it anew where it has changed. */
  refresh(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A rule that somebody makes is judged by every process within this time. */
const everyMs = 1_000;
/** So many times as long as the last reading took, the next waits: who makes thousands of rules does not have all of them read for each. */
const rests = 4;

interface Ground {
  readonly rules: Pick<Rules, 'book' | 'bookRevision'>;
  readonly log: Log;
}

export const openRulebook = ({ rules, log }: Ground): Rulebook => {
  let book: Book = { revision: -1, rules: new Map(), index: createRuleIndex([]) };
  const stopping = new AbortController();
  let following: Promise<void> | undefined;

  let restMs = 0;
  let underWay: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const readAnew = async (): Promise<void> => {
    if ((await rules.bookRevision()) === book.revision) return;
    const began = performance.now();
    const read = await rules.book();
    book = {
      revision: read.revision,
      rules: new Map(read.rules.map((rule) => [rule.id, rule])),
      index: createRuleIndex(read.rules),
    };
    restMs = rests * (performance.now() - began);
  };

  /** One reading at a time, and one behind it for all who asked meanwhile: what it has read may be older than what they did. */
  const refresh = (): Promise<void> => {
    if (next !== undefined) return next;
    if (underWay === undefined) {
      underWay = readAnew().finally(() => {
        underWay = undefined;
      });
      return underWay;
    }
    next = underWay
      .catch(() => undefined)
      .then(() => setTimeout(restMs, undefined, { signal: stopping.signal }).catch(() => undefined))
      .then(() => {
        next = undefined;
        return stopping.signal.aborted ? undefined : refresh();
      });
    return next;
  };

  const keepReading = async (): Promise<void> => {
    const { signal } = stopping;
    while (!signal.aborted) {
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await refresh().catch((error: unknown) => log.warn({ err: error }, 'the rules could not be read anew'));
    }
  };

  return {
    current: () => book,
    refresh,
    async start() {
      await refresh();
      following ??= keepReading();
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
};
