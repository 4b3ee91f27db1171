import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hourMs } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { readExposition } from '../support/exposition.ts';
import { type House, openHouse } from '../support/placements.ts';
import { fillStore } from './filled-store.ts';
import { openBareModel } from './forecasts/bare-model.ts';
import { registerMany } from './sensors.ts';

const sensors = Number(process.env.SENSORS ?? 1_000);
const rounds = Number(process.env.ROUNDS ?? 5);
/** What models look back on. */
const historyHours = 28 * 24;
const stages = ['read', 'model', 'store', 'tell'] as const;
type Stage = (typeof stages)[number];

const clock = fileURLToPath(new URL('../support/clock.mjs', import.meta.url));
const modelsDir = process.env.MODELS_DIR ?? fileURLToPath(new URL('../../ml/models/', import.meta.url));

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

interface Counted {
  readonly made: number;
  readonly seconds: Readonly<Record<Stage, number>>;
}

const count = async ({ url }: House): Promise<Counted> => {
  const families = readExposition(await (await fetch(`${url}/metrics`)).text());
  const samples = families.flatMap((family) => family.samples);
  const sum = (name: string, labels: Readonly<Record<string, string>>): number =>
    samples
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
      .reduce((all, { value }) => all + value, 0);
  const made = ['FULL', 'PM_ONLY', 'CLIMATOLOGY', 'PERSISTENCE'].reduce(
    (all, kind) => all + sum('aqmrg_forecasts_issued_total', { kind, shadow: 'false' }),
    0,
  );
  const seconds = Object.fromEntries(
    stages.map((stage) => [stage, sum('aqmrg_forecast_stage_duration_seconds_sum', { stage })]),
  ) as Record<Stage, number>;
  return { made, seconds };
};

interface Round {
  /** Of the whole hour's forecasts, as the leader tells it: from the list of sensors to the last event. */
  readonly passMs: number;
  readonly stagesMs: Readonly<Record<Stage, number>>;
  readonly bareMs: number;
}

/** The passes that have been told of, ms. */
const passesIn = (house: House): number[] =>
  house
    .rooms()
    .output()
    .split('\n')
    .filter((line) => line.includes('the forecasts of an hour were made'))
    .map((line) => JSON.parse(line).ms);

/**
 * 1,000 sensors from 28 days of hours in the store to stored and told forecasts, hour after hour, beside bare onnxruntime on ready features in the same
 * run. Each pass makes all six targets of each sensor: three hours and three days.
 */
export const bench = async (): Promise<Record<string, number>> => {
  const folder = await mkdtemp(join(tmpdir(), 'air-graph-clock-'));
  const lateFile = join(folder, 'late');
  const goTo = (lateMs: number) => writeFile(lateFile, String(lateMs));
  await goTo((rounds + 1) * hourMs);
  const bare = await openBareModel(modelsDir);
  const house = await openHouse('one process', {
    LOG_LEVEL: 'info',
    MODELS_DIR: modelsDir,
    LATE_FILE: lateFile,
    NODE_OPTIONS: `--import ${clock}`,
  });
  try {
    say(`registering ${sensors} sensors`);
    const sensorIds = await registerMany(house.client, sensors);
    await house.rooms().stop();
    const newest = Math.floor(Date.now() / hourMs) * hourMs;
    say(`storing ${historyHours} hours of each`);
    await fillStore({
      dataDir: house.dataDir,
      sensorIds,
      from: newest - (historyHours + rounds + 1) * hourMs,
      intervalMs: hourMs,
      readingsPerSensor: historyHours + rounds + 1,
      onProgress: () => undefined,
    });
    await house.restartRooms();
    const passOf = async (round: number): Promise<Round> => {
      const passes = () =>
        until(
          async () => passesIn(house),
          (all) => all.length > round,
          120_000,
        );
      const before =
        round === 0 ? { made: 0, seconds: { read: 0, model: 0, store: 0, tell: 0 } } : await count(house);
      if (round > 0) await goTo((rounds + 1 - round) * hourMs);
      const passMs = (await passes())[round] as number;
      const after = await count(house);
      if (after.made - before.made !== sensors)
        throw new Error(`${after.made - before.made} forecasts instead of ${sensors}`);
      const bareMs = await bare.run(sensors);
      const stagesMs = Object.fromEntries(
        stages.map((stage) => [stage, 1_000 * (after.seconds[stage] - before.seconds[stage])]),
      ) as Record<Stage, number>;
      say(
        `${passMs} ms for ${sensors}: ${stages.map((stage) => `${stage} ${rounded(stagesMs[stage])}`).join(', ')}; bare onnx ${rounded(bareMs)}`,
      );
      return { passMs, stagesMs, bareMs };
    };
    const first = await passOf(0);
    const others: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) others.push(await passOf(round));
    const of = (value: (round: Round) => number): number => rounded(median(others.map(value)));
    const passMs = of((round) => round.passMs);
    const bareMs = of((round) => round.bareMs);
    return {
      sensors,
      sensors_per_s: rounded((1_000 * sensors) / passMs),
      first_sensors_per_s: rounded((1_000 * sensors) / first.passMs),
      pass_ms: passMs,
      read_ms: of(({ stagesMs }) => stagesMs.read),
      model_ms: of(({ stagesMs }) => stagesMs.model),
      features_ms: of(({ stagesMs, bareMs: onnx }) => stagesMs.model - onnx),
      onnx_ms: bareMs,
      store_ms: of(({ stagesMs }) => stagesMs.store),
      tell_ms: of(({ stagesMs }) => stagesMs.tell),
      onnx_ratio: rounded(passMs / bareMs, 2),
      model_onnx_ratio: rounded(of(({ stagesMs }) => stagesMs.model) / bareMs, 2),
    };
  } finally {
    await house.end();
    await bare.close();
    await rm(folder, { recursive: true, force: true });
  }
};
