import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { foundOf } from '../../domain/evaluation/found.ts';
import { judge } from '../../domain/evaluation/judge.ts';
import { planOf, rulesOn } from '../../domain/evaluation/plan.ts';
import { standingOf } from '../../domain/evaluation/standing.ts';
import { subjectOf, subjectsOf } from '../../domain/evaluation/subject.ts';
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
  /** Whoever remembers something of these has to ask anew. */
  readonly onJudged: (subjects: readonly string[]) => void;
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

/** What came of looking at a sensor, and when to look again; null: it need not be. */
interface Look {
  readonly judgements: readonly KeptJudgement[];
  readonly nextAt: EpochMs | null;
}
const nothing: Look = { judgements: [], nextAt: null };
/** Where somebody else judged the same at the same moment. */
const againMs = 5_000;

/** Notices that nothing is heard any more: a silence has no event that would tell of it. */
export const createSilenceWatch = (ground: Ground) => {
  const { rulebook, directory, reader, told, watches, keeper, now, onJudged } = ground;

  /** What one rule says of a sensor's silence, and when it is to be looked at next. */
  const lookAt = (rule: Rule, sensor: SensorChanged, heard: Heard, rows: readonly ToldRow[]): Look => {
    const at = now();
    const lastRead = heardAt(rule, heard);
    const newest = [...heard.values()].find(({ periodEnd }) => periodEnd === lastRead);
    const isReplayed = newest?.provenance.replayOf != null;
    const subject = subjectOf(sensor.sensorId, isReplayed);
    const open = rows.find((row) => row.ruleId === rule.id && row.subject === subject && isOpen(row));
    const lastAt = isOfForecasts(rule) ? (open?.episode.lastAt ?? null) : lastRead;
    if (lastAt === null) return nothing;
    const silentAt = lastAt + rule.pace.noDataAfterMs;
    // who fell silent long ago is no news
    if (open === undefined && silentAt < at - newsMs) return nothing;
    // what is told is looked at again: a reading may be judged at this moment
    const nextAt = (silentAt >= at ? silentAt : at + rule.pace.noDataAfterMs) + 1;
    const followed = followSilence(standingOf(open, lastAt), at, rule.pace);
    const facts = factsOfSensor(rule, sensor, { isReplayed, isQualified: newest?.quality === 'GOOD' }, at);
    const judgements = judge(open ? [open] : [], foundOf(followed), silentAt)
      .filter(({ steps }) => steps.length > 0)
      .map((judgement) => ({ judgement, facts }));
    return { judgements, nextAt };
  };

  const look = ({ sensorId }: Watch, heard: Heard, rows: readonly ToldRow[]): Look => {
    const sensor = directory.find(sensorId);
    if (sensor === undefined || sensor.retired) return nothing;
    const rules = rulesOn(rulebook.current().index.rulesFor(sensor));
    const looks = concernedBy(rules, rows).map((rule) => lookAt(rule, sensor, heard, rows));
    const nexts = looks.flatMap(({ nextAt }) => nextAt ?? []);
    return {
      judgements: looks.flatMap(({ judgements }) => judgements),
      nextAt: nexts.length === 0 ? null : Math.min(...nexts),
    };
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
          told.of(ids.flatMap(subjectsOf), now()),
        ]);
        const readings = Map.groupBy(newest, ({ sensorId }) => sensorId);
        const incidents = Map.groupBy(rows, ({ subject }) => subject);
        const looked = due.map((watch) => {
          const heard = (readings.get(watch.sensorId) ?? []).map((one) => [one.quantity, one] as const);
          const mine = subjectsOf(watch.sensorId).flatMap((subject) => incidents.get(subject) ?? []);
          return { ...watch, ...look(watch, new Map(heard), mine) };
        });
        const judgements = looked.flatMap((one) => one.judgements);
        const kept = await keeper.keep(judgements);
        onJudged(judgements.map(({ facts }) => facts.subject));
        const lost = new Set(
          judgements.flatMap(({ facts }, i) => (kept[i]?.kind === 'LOST' ? [facts.labels.sensorId] : [])),
        );
        await watches.next(
          looked.map((one) => (lost.has(one.sensorId) ? { ...one, nextAt: now() + againMs } : one)),
        );
        if (due.length < perRound) return;
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
