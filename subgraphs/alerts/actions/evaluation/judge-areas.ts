import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { HourlyMean, SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type AreaCondition, isOfArea } from '../../domain/area/area-condition.ts';
import { areaSamples } from '../../domain/area/area-samples.ts';
import { examine } from '../../domain/evaluation/examine.ts';
import { foundOf } from '../../domain/evaluation/found.ts';
import { judge } from '../../domain/evaluation/judge.ts';
import type { Judgement, ToldIncident } from '../../domain/evaluation/judgement.ts';
import { standingOf } from '../../domain/evaluation/standing.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { followSilence } from '../../domain/lifecycle/follow.ts';
import { isBreached, type Sample } from '../../domain/lifecycle/sample.ts';
import type { Pace, Rule } from '../../domain/rule/rule.ts';
import { isInScope } from '../../domain/scope/is-in-scope.ts';
import type { History } from '../../domain/signal/history/history.ts';
import { quantitiesOf, reachMs } from '../../domain/signal/reach.ts';
import type { Told } from '../../store/evaluation/told.ts';
import { factsOfArea } from './facts.ts';
import { emptyHistory } from './held.ts';
import type { Keeper } from './keeper.ts';
import type { Rulebook } from './rulebook.ts';
import { longestMs } from './take-readings.ts';

const hourMs = 3_600_000;
/** Hours that are judged anew each time, since readings come late. */
const judgedHours = 12;
/** For so long readings of an hour may be on their way: meanwhile only what is certain is said of it. */
const settleMs = 20 * 60_000;
/** Sensors of one area. */
const maxSensors = 2_000;
const everyMs = 60_000;
/** However much there is to judge, so much of the time is left to others. */
const restShare = 10;

interface Ground {
  readonly rulebook: Pick<Rulebook, 'current'>;
  readonly directory: Pick<Directory, 'all'>;
  readonly reader: Pick<SeriesReader, 'hourly' | 'latest'>;
  readonly told: Pick<Told, 'ofAreas'>;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly now: () => EpochMs;
}

type AreaRule = Rule & { readonly condition: AreaCondition };
const judgesArea = (rule: Rule): rule is AreaRule => isOfArea(rule.condition);

const historiesOf = (
  sensors: readonly SensorChanged[],
  hours: readonly HourlyMean[],
): ReadonlyMap<string, History> => {
  const histories = new Map(sensors.map((sensor) => [sensor.sensorId, emptyHistory(sensor)]));
  for (const [sensorId, its] of Map.groupBy(hours, (hour) => hour.sensorId))
    histories.get(sensorId)?.giveHours(its);
  return histories;
};

/** Whether what is said of an hour can no longer turn: readings that are still to come can only add sensors beyond the threshold. */
const isCertain = (sample: Sample, now: EpochMs): boolean =>
  isBreached(sample) || now - sample.at >= settleMs;

/** What goes on while none of the sensors is heard any more. */
const silence = (told: readonly ToldIncident[], pace: Pace, at: EpochMs): readonly Judgement[] => {
  const open = told.find(isOpen);
  if (open === undefined) return [];
  const followed = followSilence(standingOf(open, open.episode.lastAt), at, pace);
  return judge([open], foundOf(followed), at);
};

/** Judges rules about several sensors at once, by their full hours, from the one shared read. */
export const createAreaJudge = ({ rulebook, directory, reader, told, keeper, log, now }: Ground) => {
  const judgedAt = new Map<string, { readonly at: EpochMs; readonly tookMs: number }>();

  const sensorsOf = (rule: AreaRule): readonly SensorChanged[] => {
    const sensors: SensorChanged[] = [];
    for (const sensor of directory.all()) {
      if (!isInScope(rule.scope, sensor)) continue;
      sensors.push(sensor);
      if (sensors.length < maxSensors) continue;
      log.warn({ ruleId: rule.id, maxSensors }, 'an area has more sensors than are judged together');
      break;
    }
    return sensors;
  };

  const backingOf = async ({ condition }: AreaRule, sensorIds: readonly string[], signal: AbortSignal) => {
    const newest = await reader.latest(sensorIds, quantitiesOf(condition.signal), signal);
    return {
      isReplayed: newest.some(({ provenance }) => provenance.replayOf !== null),
      isQualified: newest.filter(({ quality }) => quality === 'GOOD').length >= condition.together.sensors,
    };
  };

  const judgeOne = async (rule: AreaRule, signal: AbortSignal): Promise<void> => {
    const sensors = sensorsOf(rule);
    const { condition, pace } = rule;
    const at = now();
    const to = Math.floor(at / hourMs) * hourMs;
    const recent = to - judgedHours * hourMs;
    const its = await told.ofAreas([rule.id], recent);
    const began = Math.min(...its.filter(isOpen).map(({ episode }) => episode.startedAt), recent);
    const from = Math.max(began, to - longestMs);
    const sensorIds = sensors.map(({ sensorId }) => sensorId);
    const look = from - pace.forMs - reachMs(condition.signal);
    const quantities = quantitiesOf(condition.signal);
    const hours = await reader.hourly({ sensorIds, quantities, from: look, to }, signal);
    const samples = areaSamples(condition, historiesOf(sensors, hours), look, to);
    const certain = samples.filter((sample) => isCertain(sample, at));
    const line = {
      knownFrom: look,
      from: (since: EpochMs) => certain.filter((sample) => sample.at >= since),
      before: (until: EpochMs) => certain.findLast((sample) => sample.at < until) ?? null,
    };
    const judgements =
      certain.length === 0
        ? silence(its, pace, at)
        : examine({ standings: [], told: its, pace, from, line, until: at }).judgements;
    if (judgements.length === 0) return;
    const facts = factsOfArea(rule, sensors, await backingOf(rule, sensorIds, signal), at);
    await keeper.keep(judgements.map((judgement) => ({ judgement, facts })));
  };

  const isDue = ({ id }: Rule): boolean => {
    const last = judgedAt.get(id);
    return last === undefined || now() - last.at >= Math.max(everyMs, restShare * last.tookMs);
  };

  /** Judges those whose turn it is, each about once a minute. */
  return async (signal: AbortSignal): Promise<void> => {
    const { rules } = rulebook.current();
    for (const id of judgedAt.keys()) if (!rules.has(id)) judgedAt.delete(id);
    for (const rule of rules.values()) {
      if (signal.aborted) return;
      if (!judgesArea(rule) || !isDue(rule)) continue;
      const startedAt = now();
      // one that fails keeps no other waiting
      await judgeOne(rule, signal).catch((error: unknown) => {
        if (!signal.aborted)
          log.warn({ err: error, ruleId: rule.id }, 'an area could not be judged, and is again');
      });
      judgedAt.set(rule.id, { at: startedAt, tookMs: now() - startedAt });
    }
  };
};

export type AreaJudge = ReturnType<typeof createAreaJudge>;
