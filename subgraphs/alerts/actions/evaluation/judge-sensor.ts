import type { Log } from '@aqmrg/platform/log.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Examined, examine, type Line, type Standings } from '../../domain/evaluation/examine.ts';
import type { Judgement, ToldIncident } from '../../domain/evaluation/judgement.ts';
import type { Plan } from '../../domain/evaluation/plan.ts';
import { quantitiesOfRule, visitsOf } from '../../domain/evaluation/visits.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { sampleOf } from '../../domain/lifecycle/sample.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { isInScope } from '../../domain/scope/is-in-scope.ts';
import { instantsOf } from '../../domain/signal/instants.ts';
import { isOfHours, reachMs } from '../../domain/signal/reach.ts';
import { samplesOf } from '../../domain/signal/samples.ts';
import { signalAt } from '../../domain/signal/signal-value.ts';
import type { KeptJudgement } from '../../store/evaluation/judgements.ts';
import { factsOfSensor } from './facts.ts';
import type { Held } from './held.ts';
import type { Brought } from './take-readings.ts';

const hourMs = 3_600_000;
/** So far back the sample before one is looked for: what is further away is a silence in any case. */
const lookBackMs = 48 * hourMs;
const endless = Number.POSITIVE_INFINITY;

/** Full hours are known further back than readings. */
const knownFrom = ({ condition }: Rule, { rawFrom, hoursFrom }: Held): EpochMs =>
  condition.kind === 'THRESHOLD' && isOfHours(condition.signal) ? Math.min(rawFrom, hoursFrom) : rawFrom;

const lineOf = (rule: Rule, held: Held): Line => {
  const { condition, pace } = rule;
  const { history } = held;
  return {
    knownFrom: knownFrom(rule, held),
    from: (at) => samplesOf(condition, history, at, endless),
    before: (at) => {
      const since = at - Math.max(lookBackMs, 2 * pace.noDataAfterMs);
      if (condition.kind === 'OFFLINE') return samplesOf(condition, history, since, at - 1).at(-1) ?? null;
      const { signal, threshold } = condition;
      const last = instantsOf(signal, history, since, at - 1).at(-1);
      return last === undefined ? null : sampleOf(last, signalAt(signal, history, last), threshold);
    },
  };
};

/** What became of one rule at one sensor. */
export interface Outcome {
  readonly ruleId: string;
  readonly standings: Standings;
  readonly judgements: readonly KeptJudgement[];
}

interface Case {
  readonly sensor: SensorChanged;
  readonly isReplayed: boolean;
  readonly held: Held;
  readonly plan: Plan;
  readonly brought: Brought;
  readonly ruleOf: (id: string) => Rule | undefined;
  readonly now: EpochMs;
  readonly log: Log;
}

const concernsFrom = (one: ToldIncident, from: EpochMs): boolean =>
  isOpen(one) || (one.state !== 'WITHDRAWN' && (one.episode.resolvedAt as EpochMs) >= from);

/** Of an incident that is open or ended in the stretch that was touched, or of a state that goes on. */
const goingOn = ({ sensor, held, brought, ruleOf }: Case): readonly Rule[] => {
  const from = Math.min(...[...brought.touched.values()].map((touch) => touch.from));
  const ids = new Set(held.standings.keys());
  for (const [id, told] of held.told ?? []) if (told.some((one) => concernsFrom(one, from))) ids.add(id);
  return [...ids].flatMap((id) => ruleOf(id) ?? []).filter(({ scope }) => isInScope(scope, sensor));
};

/** What is open of a rule that cannot be judged says so, once. */
const failed = (told: readonly ToldIncident[], at: EpochMs, error: unknown): readonly Judgement[] =>
  told
    .filter((one) => isOpen(one) && one.state !== 'ERROR')
    .map((one) => ({
      told: one,
      state: 'ERROR',
      episode: one.episode,
      steps: [
        { kind: 'FAILED', at, details: { reason: error instanceof Error ? error.message : 'unknown' } },
      ],
    }));

/** Whether all that an incident is made of was tested, as far as its readings are remembered. */
const isTested = (rule: Rule, { episode }: Judgement, { history }: Held): boolean => {
  const { condition } = rule;
  const reach = condition.kind === 'THRESHOLD' ? reachMs(condition.signal) : 0;
  const quantities = quantitiesOfRule(rule) ?? history.quantities();
  return history.isTested(quantities, episode.startedAt - Math.max(0, reach - 1), episode.lastAt);
};

/** Whom no rule can be held against is no reason for others to wait. */
const visitsIn = (one: Case): ReadonlyMap<Rule, EpochMs> => {
  try {
    return visitsOf(one.plan, one.held.history, one.brought.touched, goingOn(one));
  } catch (error) {
    one.log.error({ err: error, sensorId: one.sensor.sensorId }, 'a sensor could not be judged');
    return new Map();
  }
};

/** Judges what a batch brought of a sensor, without asking anything: all that is needed is remembered. */
export const judgeSensor = (one: Case): readonly Outcome[] => {
  const { sensor, isReplayed, held, now, log } = one;
  /** One rule at fault costs the others nothing. */
  const safely = (
    rule: Rule,
    told: readonly ToldIncident[],
    at: EpochMs,
    judged: () => Examined,
  ): Examined => {
    try {
      return judged();
    } catch (error) {
      log.error({ err: error, ruleId: rule.id, sensorId: sensor.sensorId }, 'a rule could not be judged');
      return { standings: [], judgements: failed(told, at, error) };
    }
  };
  return [...visitsIn(one)].map(([rule, from]): Outcome => {
    const told = held.told?.get(rule.id) ?? [];
    const standings = held.standings.get(rule.id) ?? [];
    const examined = safely(rule, told, from, () =>
      examine({ standings, told, pace: rule.pace, from, line: lineOf(rule, held) }),
    );
    return {
      ruleId: rule.id,
      standings: examined.standings,
      judgements: examined.judgements.map((judgement) => ({
        judgement,
        facts: factsOfSensor(rule, sensor, { isReplayed, isQualified: isTested(rule, judgement, held) }, now),
      })),
    };
  });
};

/** The oldest beginning of what goes on at a sensor, or went on at an instant. */
export const oldestOpening = (told: Held['told'], at: EpochMs): EpochMs =>
  Math.min(
    endless,
    ...[...(told?.values() ?? [])]
      .flat()
      .filter((one) => concernsFrom(one, at))
      .map(({ episode }) => episode.startedAt),
  );
