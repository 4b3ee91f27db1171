import type { Directory } from '@aqmrg/platform/directory.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { ReadingsAccepted } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Plan, planOf, soonestSilence } from '../../domain/evaluation/plan.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Told } from '../../store/evaluation/told.ts';
import type { Watches } from '../../store/evaluation/watches.ts';
import { applyOutcomes } from './apply-outcomes.ts';
import { createMemory, type Held } from './held.ts';
import { judgeSensor, type Outcome, oldestOpening } from './judge-sensor.ts';
import type { Keeper } from './keeper.ts';
import { createLoadHistory, type Need } from './load-history.ts';
import type { Rulebook } from './rulebook.ts';
import { type Brought, newsMs, noteJudged, takeReadings } from './take-readings.ts';

const hourMs = 3_600_000;
/** An incident that began earlier is followed from here on. */
const longestMs = 7 * 24 * hourMs;
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
  readonly held: Held;
  readonly plan: Plan;
  readonly brought: Brought;
}

export interface Evaluator {
  /** Resolves when what these readings raise, alter and end is stored. */
  evaluate(accepted: readonly ReadingsAccepted[], signal: AbortSignal): Promise<void>;
  /** Somebody else judged these sensors. */
  distrust(sensorIds: readonly string[]): void;
  /** Somebody else may have judged any. */
  forgetAll(): void;
}

/** Judges readings by all rules, in time that grows with what they raise, not with how many rules there are. */
export const createEvaluator = (ground: Ground): Evaluator => {
  const { rulebook, directory, told, watches, keeper, log, now } = ground;
  const memory = createMemory();
  const loadHistory = createLoadHistory(ground);

  const caseOf = (sensorId: string, records: readonly ReadingsAccepted[]): readonly Case[] => {
    const sensor = directory.find(sensorId);
    if (sensor === undefined) return [];
    const { index, revision } = rulebook.current();
    const plan = planOf(index.rulesFor(sensor));
    if (plan.quantities.length === 0 && plan.silences.length === 0) return [];
    const held = memory.of(sensor);
    if (held.bookRevision !== revision || now() >= held.silentAt) memory.distrust([sensorId]);
    held.bookRevision = revision;
    const brought = takeReadings(
      held,
      records.flatMap(({ changes }) => changes),
      now(),
    );
    return brought === null ? [] : [{ sensor, held, plan, brought }];
  };

  const readTold = async (cases: readonly Case[]): Promise<void> => {
    const unread = cases.filter(({ held }) => held.told === undefined);
    if (unread.length === 0) return;
    const rows = await told.of(
      unread.map(({ sensor }) => sensor.sensorId),
      now() - newsMs - longestMs,
    );
    const bySensor = Map.groupBy(rows, ({ subject }) => subject);
    for (const { sensor, held } of unread)
      held.told = Map.groupBy(bySensor.get(sensor.sensorId) ?? [], ({ ruleId }) => ruleId);
  };

  const needOf = ({ sensor, held, plan, brought }: Case): readonly Need[] => {
    const from = Math.min(...[...brought.touched.values()].map((touch) => touch.from));
    const began = Math.max(oldestOpening(held.told, from), now() - longestMs);
    const start = Math.min(from, began);
    const raw = Math.min(plan.rawMs > 0 || began < from ? start - plan.rawMs : from, brought.tooOldFrom);
    const hours = plan.hoursMs > 0 ? start - plan.hoursMs : Number.POSITIVE_INFINITY;
    const isKnown = raw >= held.rawFrom && hours >= Math.min(held.hoursFrom, held.rawFrom);
    if (isKnown && brought.tooOldFrom === Number.POSITIVE_INFINITY) return [];
    const rawFrom = Math.min(raw, held.rawFrom) - (raw < held.rawFrom ? lateMs : 0);
    return [{ sensor, held, quantities: plan.quantities, rawFrom, hoursFrom: hours }];
  };

  /** Lets go of what no rule looks at any more. */
  const tidy = ({ held, plan, brought }: Case): void => {
    const newest = Math.max(...held.newest.values());
    const opened = Math.max(oldestOpening(held.told, newest), newest - longestMs);
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
    for (let tries = 1; waiting.length > 0; tries += 1) {
      await readTold(waiting);
      await loadHistory(waiting.flatMap(needOf), signal);
      const outcomes = waiting.map((one) => ({ one, outcomes: judged(one) }));
      waiting = await applyOutcomes(keeper, outcomes);
      memory.distrust(waiting.map(({ sensor }) => sensor.sensorId));
      if (waiting.length > 0 && tries === maxTries)
        throw new AirError('OVERLOADED', `${waiting.length} sensors are judged by somebody else as well.`);
    }
    for (const { held, brought } of cases) noteJudged(held, brought.touched);
    await armWatches(cases);
  };

  return {
    async evaluate(accepted, signal) {
      const bySensor = Map.groupBy(accepted, ({ sensorId }) => sensorId);
      const cases = [...bySensor].flatMap(([sensorId, records]) => caseOf(sensorId, records));
      try {
        await judgeAll(cases, signal);
      } catch (error) {
        // they come again, and must not be taken for known
        memory.drop(cases.map(({ sensor }) => sensor.sensorId));
        throw error;
      }
      cases.forEach(tidy);
    },
    distrust: (sensorIds) => memory.distrust(sensorIds),
    forgetAll: () => memory.clear(),
  };
};
