import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Change, changesOf } from './changes.ts';
import type { Published } from './published.ts';
import type { CapStatus } from './status.ts';

const hourMs = 3_600_000;
/** A message is good for so long: what goes on is said again before that. */
export const goodForMs = 24 * hourMs;
const renewedAfterMs = 12 * hourMs;

/** One message about an incident: its number among all of them, when it was sent, and the value that it tells. */
export interface Issue {
  readonly number: number;
  readonly sentAt: EpochMs;
  readonly value: number | null;
  readonly isCancel: boolean;
}

/** Messages of one status, oldest first: each stands in the place of those before it. */
export interface Chain {
  readonly status: CapStatus;
  readonly issues: readonly Issue[];
  /** The incident went on in another status, or out of sight. */
  readonly isCut: boolean;
}

type Said = Omit<Issue, 'number'>;
interface Growing {
  readonly status: CapStatus;
  readonly said: Said[];
  isCut: boolean;
}

/** One for the change, and one each twelve hours in which nothing changes. */
const saidOf = ({ sentAt, value, isOver }: Change, until: EpochMs): Said[] => {
  if (isOver) return [{ sentAt, value, isCancel: true }];
  const renewals = Math.max(0, Math.ceil((until - sentAt) / renewedAfterMs) - 1);
  return Array.from({ length: renewals + 1 }, (_, n) => ({
    ...{ sentAt: sentAt + n * renewedAfterMs, value, isCancel: false },
  }));
};

/** What was said in another status is taken back, unless it was already. */
const cut = (chain: Growing, { sentAt, value }: Change): void => {
  chain.isCut = true;
  if (!chain.said.at(-1)?.isCancel) chain.said.push({ sentAt, value, isCancel: true });
};

/** Chains follow one another, and so do the numbers of their messages. */
const numbered = (chains: readonly Growing[]): Chain[] => {
  let number = 0;
  return chains.map(({ status, isCut, said }) => {
    const issues = said.map((one, n) => ({ number: number + n + 1, ...one }));
    number += said.length;
    return { status, isCut, issues };
  });
};

/**
 * All messages about an incident until now. A change of status ends a chain of messages and begins another; what was over before anything was said of it has none. They
 * follow from its trail, so that every process gives them the same numbers.
 */
export const chainsOf = (published: Published, now: EpochMs): readonly Chain[] => {
  const changes = changesOf(published);
  const chains: Growing[] = [];
  let going: Growing | undefined;
  for (const [i, change] of changes.entries()) {
    if (going !== undefined && going.status !== change.status) {
      cut(going, change);
      going = undefined;
    }
    if (change.status === null || (change.isOver && going === undefined)) continue;
    if (going === undefined) {
      going = { status: change.status, said: [], isCut: false };
      chains.push(going);
    }
    going.said.push(...saidOf(change, changes[i + 1]?.sentAt ?? now));
  }
  return numbered(chains);
};
