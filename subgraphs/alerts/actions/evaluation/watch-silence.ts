import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { foundOf } from '../../domain/evaluation/found.ts';
import { judge } from '../../domain/evaluation/judge.ts';
import { planOf, rulesOn } from '../../domain/evaluation/plan.ts';
import { standingOf } from '../../domain/evaluation/standing.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { followSilence } from '../../domain/lifecycle/follow.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { quantitiesOf } from '../../domain/signal/reach.ts';
import type { KeptJudgement } from '../../store/evaluation/judgements.ts';
import type { Told, ToldRow } from '../../store/evaluation/told.ts';
import type { Watch, Watches } from '../../store/evaluation/watches.ts';
import { factsOfSensor } from './facts.ts';
import type { Keeper } from './keeper.ts';
import type { Rulebook } from './rulebook.ts';
import { newsMs } from './take-readings.ts';

const perRound = 500;

interface Ground {
  readonly rulebook: Pick<Rulebook, 'current'>;
  readonly directory: Pick<Directory, 'find' | 'all'>;
  readonly reader: Pick<SeriesReader, 'latest'>;
  readonly told: Pick<Told, 'of'>;
  readonly watches: Watches;
  readonly keeper: Keeper;
  readonly now: () => EpochMs;
  /** Whoever remembers something of these sensors has to ask anew. */
  readonly onJudged: (sensorIds: readonly string[]) => void;
}

/** What was heard last of one sensor. */
type Heard = ReadonlyMap<Quantity, Reading>;

const heardAt = (rule: Rule, heard: Heard): EpochMs | null => {
  const { condition } = rule;
  const wanted =
    condition.kind === 'OFFLINE'
      ? condition.quantity && [condition.quantity]
      : quantitiesOf(condition.signal);
  const ends = (wanted ?? [...heard.keys()]).flatMap((quantity) => heard.get(quantity)?.periodEnd ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
};

/** Rules that something of a sensor's silence may concern: those that tell of it, and those with something open. */
const concernedBy = (rules: readonly Rule[], told: readonly ToldRow[]): readonly Rule[] => {
  const open = new Set(told.filter(isOpen).map(({ ruleId }) => ruleId));
  return rules.filter(({ id, pace }) => pace.noData === 'ALERT' || open.has(id));
};

const isOfForecasts = ({ condition }: Rule): boolean =>
  condition.kind === 'THRESHOLD' && condition.signal.kind === 'FORECAST';

/** Notices that nothing is heard any more: a silence has no event that would tell of it. */
export const createSilenceWatch = (ground: Ground) => {
  const { rulebook, directory, reader, told, watches, keeper, now, onJudged } = ground;

  const look = (
    { sensorId, dueAt }: Watch,
    heard: Heard,
    rows: readonly ToldRow[],
  ): { readonly judgements: readonly KeptJudgement[]; readonly nextAt: EpochMs | null } => {
    const sensor = directory.find(sensorId);
    if (sensor === undefined || sensor.retired) return { judgements: [], nextAt: null };
    const rules = rulesOn(rulebook.current().index.rulesFor(sensor));
    const at = now();
    const judgements: KeptJudgement[] = [];
    const nexts: EpochMs[] = [];
    for (const rule of concernedBy(rules, rows)) {
      const its = rows.filter(({ ruleId }) => ruleId === rule.id);
      const open = its.find(isOpen);
      const lastAt = isOfForecasts(rule) ? (open?.episode.lastAt ?? null) : heardAt(rule, heard);
      // who fell silent long ago is no news, and heard again there is nothing to end
      if (lastAt === null || (open === undefined && lastAt + rule.pace.noDataAfterMs < at - newsMs)) continue;
      const silentAt = lastAt + rule.pace.noDataAfterMs;
      if (silentAt >= at) nexts.push(silentAt + 1);
      const followed = followSilence(standingOf(open, lastAt), at, rule.pace);
      const newest = [...heard.values()].find(({ periodEnd }) => periodEnd === lastAt);
      const backing = {
        isReplayed: newest?.provenance.replayOf != null,
        isQualified: newest?.quality === 'GOOD',
      };
      for (const judgement of judge(open ? [open] : [], foundOf(followed), silentAt))
        if (judgement.steps.length > 0)
          judgements.push({ judgement, facts: factsOfSensor(rule, sensor, backing, at) });
    }
    return { judgements, nextAt: nexts.length === 0 ? null : Math.max(Math.min(...nexts), dueAt + 1) };
  };

  return {
    /** Looks at the sensors that are due, some hundreds at a time, until none is. */
    async work(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const due = await watches.due(now(), perRound);
        if (due.length === 0) return;
        const ids = due.map(({ sensorId }) => sensorId);
        const [newest, rows] = await Promise.all([
          reader.latest(ids, undefined, signal),
          told.of(ids, now()),
        ]);
        const readings = Map.groupBy(newest, ({ sensorId }) => sensorId);
        const incidents = Map.groupBy(rows, ({ subject }) => subject);
        const looked = due.map((watch) => {
          const heard = (readings.get(watch.sensorId) ?? []).map((one) => [one.quantity, one] as const);
          return { ...watch, ...look(watch, new Map(heard), incidents.get(watch.sensorId) ?? []) };
        });
        const judgements = looked.flatMap((one) => one.judgements);
        const kept = await keeper.keep(judgements);
        onJudged(judgements.map(({ facts }) => facts.subject));
        const lost = new Set(
          judgements.filter((_, i) => kept[i]?.kind === 'LOST').map(({ facts }) => facts.subject),
        );
        // where somebody else was quicker, it is looked at again at once
        await watches.next(looked.filter(({ sensorId }) => !lost.has(sensorId)));
        if (due.length < perRound || lost.size === due.length) return;
      }
    },

    /** Has every sensor looked at whose silence a rule tells of: after a start, and when rules have changed. */
    async armAll(signal: AbortSignal): Promise<void> {
      const { index } = rulebook.current();
      const at = now();
      let chunk: Watch[] = [];
      for (const sensor of directory.all()) {
        if (planOf(index.rulesFor(sensor)).silences.length === 0) continue;
        chunk.push({ sensorId: sensor.sensorId, dueAt: at });
        if (chunk.length < perRound) continue;
        await watches.arm(chunk);
        chunk = [];
        if (signal.aborted) return;
      }
      await watches.arm(chunk);
    },
  };
};

export type SilenceWatch = ReturnType<typeof createSilenceWatch>;
