import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { ForecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { examine, type Standings } from '../../domain/evaluation/examine.ts';
import type { ToldIncident } from '../../domain/evaluation/judgement.ts';
import { rulesOn } from '../../domain/evaluation/plan.ts';
import { standingOf } from '../../domain/evaluation/standing.ts';
import { subjectOf } from '../../domain/evaluation/subject.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { isBreached, type Sample } from '../../domain/lifecycle/sample.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { forecastSample } from '../../domain/signal/forecast.ts';
import type { KeptJudgement } from '../../store/evaluation/judgements.ts';
import type { Told } from '../../store/evaluation/told.ts';
import { factsOfSensor } from './facts.ts';
import type { Keeper } from './keeper.ts';
import type { Rulebook } from './rulebook.ts';

/** Forecasts of so long ago are told of no more. */
const staleMs = 6 * 3_600_000;
const maxTries = 3;

interface Ground {
  readonly rulebook: Pick<Rulebook, 'current'>;
  readonly directory: Pick<Directory, 'find'>;
  readonly told: Pick<Told, 'of'>;
  readonly keeper: Keeper;
  readonly log: Log;
  readonly now: () => EpochMs;
}

const subjectFor = ({ sensorId, replayed }: ForecastIssued): string => subjectOf(sensorId, replayed);

const sampleFor = (rule: Rule, forecast: ForecastIssued): Sample | null => {
  const { condition } = rule;
  if (condition.kind !== 'THRESHOLD' || condition.signal.kind !== 'FORECAST') return null;
  return forecastSample(condition.signal, condition.threshold, forecast);
};

/** Judges rules about air that is yet to come, forecast by forecast. What is open in between is known by its incident: nothing is remembered here. */
export const createForecastJudge = ({ rulebook, directory, told, keeper, log, now }: Ground) => {
  const judge = (forecast: ForecastIssued, its: readonly ToldIncident[]): readonly KeptJudgement[] => {
    const sensor = directory.find(forecast.sensorId);
    if (sensor === undefined) return [];
    return rulesOn(rulebook.current().index.rulesFor(sensor)).flatMap((rule): readonly KeptJudgement[] => {
      const sample = sampleFor(rule, forecast);
      if (sample === null) return [];
      const ofRule = its.filter(({ ruleId }) => ruleId === rule.id);
      const open = ofRule.find(isOpen);
      if (open === undefined && !isBreached(sample)) return [];
      // an older word on what a newer one has judged
      if (open !== undefined && sample.at < open.episode.lastAt) return [];
      const standings: Standings =
        open === undefined ? [] : [standingOf(open, Math.min(open.episode.lastAt, sample.at - 1))];
      const line = { knownFrom: sample.at, from: () => [sample], before: () => null };
      const pace = { ...rule.pace, forMs: 0, keepFiringMs: 0 };
      const { judgements } = examine({ standings, told: ofRule.filter(isOpen), pace, from: sample.at, line });
      const backing = { isReplayed: forecast.replayed, isQualified: true };
      return judgements.map((judgement) => ({
        judgement,
        facts: factsOfSensor(rule, sensor, backing, now()),
      }));
    });
  };

  return async (forecasts: readonly ForecastIssued[]): Promise<void> => {
    const fresh = forecasts.filter(({ issuedAt, isShadow }) => !isShadow && now() - issuedAt < staleMs);
    // one after the other where a batch has several of one sensor and quantity
    const newest = [...new Map(fresh.map((one) => [`${one.sensorId} ${one.quantity}`, one])).values()];
    let waiting: readonly ForecastIssued[] = newest;
    for (let tries = 1; waiting.length > 0 && tries <= maxTries; tries += 1) {
      const subjects = new Set(waiting.map(subjectFor));
      const rows = await told.of([...subjects], now() - staleMs);
      const bySubject = Map.groupBy(rows, ({ subject }) => subject);
      const judged = waiting.flatMap((one) =>
        judge(one, bySubject.get(subjectFor(one)) ?? []).map((judgement) => ({ one, judgement })),
      );
      const kept = await keeper.keep(judged.map(({ judgement }) => judgement));
      waiting = [...new Set(judged.filter((_, i) => kept[i]?.kind === 'LOST').map(({ one }) => one))];
    }
    if (waiting.length > 0)
      log.warn({ forecasts: waiting.length }, 'somebody else judges the same forecasts');
  };
};

export type ForecastJudge = ReturnType<typeof createForecastJudge>;
