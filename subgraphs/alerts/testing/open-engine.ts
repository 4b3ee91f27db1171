import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openDuckdbSeries } from '@aqmrg/platform/drivers/duckdb-series/index.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Reading } from '@aqmrg/schema/events/readings.ts';
import { type SensorChanged, sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { createEndOutdated } from '../actions/evaluation/end-outdated.ts';
import { createEvaluator } from '../actions/evaluation/evaluate.ts';
import { createAreaJudge } from '../actions/evaluation/judge-areas.ts';
import { createForecastJudge } from '../actions/evaluation/judge-forecasts.ts';
import { createKeeper } from '../actions/evaluation/keeper.ts';
import { openRulebook } from '../actions/evaluation/rulebook.ts';
import { createSilenceWatch } from '../actions/evaluation/watch-silence.ts';
import type { Rule } from '../domain/rule/rule.ts';
import { openJudgements } from '../store/evaluation/judgements.ts';
import { openTold } from '../store/evaluation/told.ts';
import { openWatches } from '../store/evaluation/watches.ts';
import { openIncidents } from '../store/incidents/incidents.ts';
import { openRules } from '../store/rules/rules.ts';
import { makeReading, storedOf } from './readings.ts';
import { makeSensor } from './rules.ts';

const silent = createLog('silent');

/** Real drivers; a folder that goes with them. */
export const openPorts = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alerts-'));
  const eventLog = await openSqliteEventLog({ folder });
  const series = await openDuckdbSeries({ file: join(folder, 'series.duckdb'), threads: 1 });
  const database = await lendDatabase();
  return {
    ...{ folder, eventLog, series, database },
    async close(): Promise<void> {
      await eventLog.close();
      await series.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
type Ports = Awaited<ReturnType<typeof openPorts>>;

/** All that judges, as one process has it; several stand on the same ports as several processes do. */
export const openEngine = async ({ eventLog, series, database }: Ports, clock: { now: number }) => {
  const now = () => clock.now;
  const rules = openRules(database, () => undefined);
  const directory = openDirectory(eventLog, () => undefined);
  await directory.start();
  const rulebook = openRulebook({ rules, log: silent });
  const judgements = openJudgements(database);
  const counts = { kept: 0, failing: 0 };
  const flaky: typeof judgements = {
    ...judgements,
    keep: (...asked) => {
      if (counts.failing === 0) return judgements.keep(...asked);
      counts.failing -= 1;
      return Promise.reject(new Error('away'));
    },
  };
  const onKept = () => {
    counts.kept += 1;
  };
  const ground = {
    ...{ rulebook, directory, now, log: silent, reader: series.reader },
    told: openTold(database),
    watches: openWatches(database),
    keeper: createKeeper({ judgements: flaky, now, onKept }),
  };
  const evaluator = createEvaluator(ground);
  const never = new AbortController().signal;
  const silence = createSilenceWatch({ ...ground, onJudged: evaluator.distrust });
  return {
    ...{ ...ground, rules, evaluator, silence, counts },
    judgeAreas: () => createAreaJudge(ground)(never),
    judgeForecasts: createForecastJudge(ground),
    async endOutdated() {
      const ending = createEndOutdated({ ...ground, judgements, onKept });
      await ending.ofRules(never);
      await ending.ofSensors(never);
    },
    /** As `readings` does: the store first, then whoever judges. */
    async hear(...readings: readonly Partial<Reading>[]): Promise<void> {
      const all = readings.map(makeReading);
      await series.writer.write(all.map(storedOf));
      await this.judge(...all);
    },
    judge: (...readings: readonly Partial<Reading>[]) =>
      evaluator.evaluate(
        readings.map(makeReading).map((reading) => ({
          sensorId: reading.sensorId,
          changes: [{ change: 'ADDED' as const, reading }],
        })),
        never,
      ),
    async say(...sensors: readonly Partial<SensorChanged>[]): Promise<void> {
      const records = sensors.map(makeSensor).map((value) => ({ key: value.sensorId, value }));
      await eventLog.append(sensorChanged, records);
      await directory.catchUp();
    },
    async rule(rule: Rule): Promise<void> {
      await rules.create(rule);
      await rulebook.refresh();
    },
    /** Of one sensor, or of an area's rule: what stands of incidents, the oldest first. */
    async incidents(where: { readonly sensorId?: string; readonly ruleId?: string }) {
      return database.client.alertIncident.findMany({
        where,
        orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      });
    },
    async steps(incidentId: string) {
      const { trails } = openIncidents(database);
      return (await trails([incidentId])).get(incidentId) ?? [];
    },
    async trail(incidentId: string): Promise<readonly string[]> {
      return (await this.steps(incidentId)).map(({ kind }) => kind);
    },
    stop: () => directory.stop(),
  };
};
export type Engine = Awaited<ReturnType<typeof openEngine>>;
