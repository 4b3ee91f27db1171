import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../incident/incident.ts';
import type { Episode } from '../lifecycle/episode.ts';
import { type Followed, follow, followSilence, nothingYet } from '../lifecycle/follow.ts';
import { isBreached, type Sample } from '../lifecycle/sample.ts';
import type { Pace } from '../rule/rule.ts';
import { foundOf } from './found.ts';
import { judge } from './judge.ts';
import type { Judgement, ToldIncident } from './judgement.ts';
import { standingOf } from './standing.ts';

/** The samples of one rule and one subject. */
export interface Line {
  /** Samples before it may be missing. */
  readonly knownFrom: EpochMs;
  /** At and after an instant, the oldest first. */
  from(at: EpochMs): readonly Sample[];
  /** The newest before an instant; null where none is known. */
  before(at: EpochMs): Sample | null;
}

/** Where a rule and a subject stood after the newest samples, the oldest first; empty while inactive. */
export type Standings = readonly Followed[];

export interface Question {
  readonly standings: Standings;
  /** Incidents of this rule and subject, the oldest first. */
  readonly told: readonly ToldIncident[];
  readonly pace: Pace;
  /** The oldest instant at which samples are new or otherwise. */
  readonly from: EpochMs;
  readonly line: Line;
  /** Nothing was heard after the newest sample until then; absent: nobody has waited. */
  readonly until?: EpochMs;
}

export interface Examined {
  readonly standings: Standings;
  readonly judgements: readonly Judgement[];
}

/** Corrections mostly concern the newest readings: so many steps back are remembered, further ones are followed anew. */
const remembered = 8;

interface Start {
  readonly base: Followed;
  /** The first instant to follow from. */
  readonly from: EpochMs;
  readonly standings: Standings;
}

/** Whether an incident goes on at an instant. */
const covers = ({ state, episode }: ToldIncident, at: EpochMs): boolean =>
  state !== 'WITHDRAWN' &&
  episode.startedAt < at &&
  (isOpen({ state }) || (episode.resolvedAt as EpochMs) >= at);

/** From where nothing went on: before the incident that did, and before what was beyond the threshold without having held for long enough. */
const quietBefore = ({ told, from, line }: Question): Start => {
  let start = from;
  let before: Sample | null;
  for (;;) {
    start = told.find((one) => covers(one, start))?.episode.startedAt ?? start;
    before = line.before(start);
    if (before === null || !isBreached(before)) break;
    start = before.at;
  }
  return { base: { ...nothingYet, lastAt: before?.at ?? null }, from: start, standings: [] };
};

/** What began before the oldest sample that is known goes on as it was told, from the newest sample that it has seen. */
const asTold = (covering: ToldIncident): Start => {
  const { lastAt } = covering.episode;
  return { base: standingOf(covering, lastAt), from: lastAt + 1, standings: [] };
};

const startOf = (question: Question): Start => {
  const { standings, from, told, line } = question;
  const isBefore = ({ lastAt }: Followed): boolean => lastAt !== null && lastAt < from;
  const known = standings.filter(isBefore);
  const base = known.at(-1);
  if (base === undefined) {
    const covering = told.find((one) => covers(one, from));
    return covering !== undefined && covering.episode.startedAt < line.knownFrom
      ? asTold(covering)
      : quietBefore(question);
  }
  return { base, from: (base.lastAt as EpochMs) + 1, standings: known };
};

const bare = ({ state, lastAt }: Followed): Followed => ({ state, lastAt, ended: [], steps: [] });

/** Whether an incident is about the stretch that is followed. */
const concerns = ({ state, episode }: ToldIncident, { base, from }: Start): boolean => {
  if (isOpen({ state })) return true;
  const end = episode.resolvedAt as EpochMs;
  return base.state.phase === 'INACTIVE' ? end >= from : end > (base.lastAt as EpochMs);
};

/** Follows the samples from the oldest that is new, and says what that makes of what was told. */
export const examine = (question: Question): Examined => {
  const { told, pace, line } = question;
  const start = startOf(question);
  const samples = line.from(start.from);
  const ended: Episode[] = [];
  let [followed, standings] = [start.base, start.standings];
  for (const sample of samples) {
    followed = follow(bare(followed), [sample], pace);
    ended.push(...followed.ended);
    standings = [...standings.slice(1 - remembered), bare(followed)];
  }
  if (question.until !== undefined) {
    followed = followSilence(bare(followed), question.until, pace);
    ended.push(...followed.ended);
  }
  const at = samples.at(-1)?.at ?? question.from;
  const concerned = told.filter((one) => concerns(one, start));
  return {
    standings: followed.state.phase === 'INACTIVE' ? [] : standings,
    judgements: judge(concerned, foundOf({ ended, state: followed.state }), at),
  };
};
