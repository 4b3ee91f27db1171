import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Plan, planOf, soonestSilence } from '../../domain/evaluation/plan.ts';
import { subjectOf } from '../../domain/evaluation/subject.ts';
import { unjudgedMs } from '../../domain/evaluation/visits.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Told } from '../../store/evaluation/told.ts';
import type { Watches } from '../../store/evaluation/watches.ts';
import { applyOutcomes } from './apply-outcomes.ts';
import { createMemory, forgetEnded, type Held } from './held.ts';
import { judgeSensor, type Outcome, oldestOpening } from './judge-sensor.ts';
import type { Keeper } from './keeper.ts';
import { createLoadHistory, type Need } from './load-history.ts';
import type { Rulebook } from './rulebook.ts';
import { type Brought, longestMs, newsMs, noteJudged, retake, takeReadings } from './take-readings.ts';

const hourMs = 3_600_000;
/** What is remembered beyond what rules look at, for what comes late. */
const lateMs = 12 * hourMs;
const maxTries = 5;

interface Ground {
  readonly rulebook: Pick<Rulebook, 'current'>;
  readonly directory: Pick<Directory, 'find'>;
  readonly reader: Pick<SeriesReader, 'readings' | 'hourly'>;
  readonly told: Pick<Told, 'of'>;
  readonly watches: Pick<Watches, 'arm'>;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly now: () => EpochMs;
}

/** What a batch brought of a sensor that rules are about. */
interface Case {
  readonly sensor: SensorChanged;
  /** Real and recorded air are judged apart. */
  readonly isReplayed: boolean;
  readonly subject: string;
  readonly held: Held;
  readonly plan: Plan;
  readonly brought: Brought;
  readonly changes: ReadingsAccepted['changes'];
}

const isOfReplay = ({ reading }: ReadingsAccepted['changes'][number]): boolean =>
  reading.provenance.replayOf !== null;

export interface Evaluator {
  /** Resolves when what these readings raise, alter and end is stored. */
  evaluate(accepted: readonly ReadingsAccepted[], signal: AbortSignal): Promise<void>;
  /** Somebody else judged these. */
  distrust(subjects: readonly string[]): void;
  /** Somebody else may have judged any. */
  forgetAll(): void;
}

/** Judges readings by all rules, in time that grows with what they raise, not with how many rules there are. */
export const createEvaluator = (ground: Ground): Evaluator => {
  const { rulebook, directory, told, watches, keeper, log, now } = ground;
  const memory = createMemory();
  const loadHistory = createLoadHistory(ground);

  const casesOf = (sensorId: string, records: readonly ReadingsAccepted[]): readonly Case[] => {
    const sensor = directory.find(sensorId);
    if (sensor === undefined) return [];
    const { index, revision } = rulebook.current();
    const plan = planOf(index.rulesFor(sensor));
    if (plan.quantities.length === 0 && plan.silences.length === 0) return [];
    const changes = Map.groupBy(
      records.flatMap((record) => record.changes),
      isOfReplay,
    );
    return [...changes].flatMap(([isReplayed, its]): readonly Case[] => {
      const subject = subjectOf(sensorId, isReplayed);
      const held = memory.of(sensor, subject);
      if (held.bookRevision !== revision || now() >= held.silentAt) memory.distrust([subject]);
      held.bookRevision = revision;
      const brought = takeReadings(held, its, now());
      return brought === null ? [] : [{ sensor, isReplayed, subject, held, plan, brought, changes: its }];
    });
  };

  const readTold = async (cases: readonly Case[]): Promise<void> => {
    const unread = cases.filter(({ held }) => held.told === undefined);
    if (unread.length === 0) return;
    const rows = await told.of(
      unread.map(({ subject }) => subject),
      now() - newsMs - longestMs,
    );
    const bySubject = Map.groupBy(rows, (row) => row.subject);
    for (const { subject, held } of unread)
      held.told = Map.groupBy(bySubject.get(subject) ?? [], ({ ruleId }) => ruleId);
  };

  const needOf = ({ plan, brought, ...one }: Case): readonly Need[] => {
    const { held } = one;
    const from = Math.min(...[...brought.touched.values()].map((touch) => touch.from));
    const began = oldestOpening(held.told, from);
    const start = Math.max(Math.min(from, began), now() - longestMs);
    // who begins in the middle of something has to know all of it
    const looksBack = plan.rawMs > 0 || began < Number.POSITIVE_INFINITY;
    const raw = Math.min(looksBack ? start - plan.rawMs : from, brought.tooOldFrom);
    const hours = plan.hoursMs > 0 ? start - plan.hoursMs - unjudgedMs : Number.POSITIVE_INFINITY;
    const isThere = raw >= held.rawFrom && hours >= Math.min(held.hoursFrom, held.rawFrom);
    const isOfAll = plan.quantities.every((quantity) => held.quantities?.has(quantity) ?? true);
    const isWhole = !(brought.isFirst && looksBack) && brought.tooOldFrom === Number.POSITIVE_INFINITY;
    if (isThere && isOfAll && isWhole) return [];
    const rawFrom = Math.min(raw, held.rawFrom) - (raw < held.rawFrom ? lateMs : 0);
    return [{ ...one, quantities: plan.quantities, rawFrom, hoursFrom: hours }];
  };

  /** Lets go of what no rule looks at any more. */
  const tidy = ({ held, plan, brought }: Case): void => {
    const newest = Math.max(...held.newest.values());
    const opened = Math.max(oldestOpening(held.told, newest), newest - longestMs);
    forgetEnded(held, now() - newsMs - longestMs);
    const before = Math.min(newest, opened) - plan.rawMs - lateMs;
    // a tenth at a time, so that it costs little
    if (brought.touched.size === 0 || before < held.rawFrom + lateMs) return;
    held.history.forget(before, before - plan.hoursMs);
    held.rawFrom = Math.ceil(before / hourMs) * hourMs;
    held.hoursFrom = Math.max(held.hoursFrom, before - plan.hoursMs);
  };

  const armWatches = async (cases: readonly Case[]): Promise<void> => {
    const due = cases.flatMap(({ sensor, held, plan }) => {
      const heardAt = Math.max(...held.newest.values());
      const open = [...(held.told ?? [])].flatMap(([id, its]) =>
        its.some(isOpen) ? (rulebook.current().rules.get(id) ?? []) : [],
      );
      const silences = [
        soonestSilence(plan, heardAt),
        ...open.map(({ pace }) => heardAt + pace.noDataAfterMs),
      ];
      const dueAt = Math.min(Number.POSITIVE_INFINITY, ...silences.filter((one) => one !== null)) + 1;
      if (dueAt >= held.silentAt && held.silentAt > now()) return [];
      held.silentAt = dueAt;
      return dueAt === Number.POSITIVE_INFINITY ? [] : [{ sensorId: sensor.sensorId, dueAt }];
    });
    await watches.arm(due);
  };

  const judged = (one: Case): readonly Outcome[] =>
    judgeSensor({ ...one, ruleOf: (id) => rulebook.current().rules.get(id), now: now(), log });

  const judgeAll = async (cases: readonly Case[], signal: AbortSignal): Promise<void> => {
    let waiting = cases;
    for (let tries = 1; waiting.length > 0 && tries <= maxTries; tries += 1) {
      await readTold(waiting);
      await loadHistory(waiting.flatMap(needOf), signal);
      // a store that lags behind has to have them too
      for (const { held, changes: its } of waiting) retake(held, its);
      const outcomes = waiting.map((one) => ({ one, outcomes: judged(one) }));
      waiting = await applyOutcomes(keeper, outcomes);
      memory.distrust(waiting.map(({ subject }) => subject));
    }
    // others must not wait for it for ever: it is judged again with its next reading
    for (const { subject } of waiting)
      log.error({ subject }, 'what is judged here is judged elsewhere as well');
    for (const { held, brought } of cases) noteJudged(held, brought.touched);
    await armWatches(cases);
  };

  return {
    async evaluate(accepted, signal) {
      const bySensor = Map.groupBy(accepted, ({ sensorId }) => sensorId);
      const cases = [...bySensor].flatMap(([sensorId, records]) => casesOf(sensorId, records));
      try {
        await judgeAll(cases, signal);
      } catch (error) {
        // they come again, and must not be taken for known
        memory.drop(cases.map(({ subject }) => subject));
        throw error;
      }
      cases.forEach(tidy);
    },
    distrust: (subjects) => memory.distrust(subjects),
    forgetAll: () => memory.clear(),
  };
};
