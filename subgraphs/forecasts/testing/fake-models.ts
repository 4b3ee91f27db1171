import type {
  Distribution,
  Fallback,
  Head,
  HourlyInput,
  ModelInfo,
  Models,
  Refused,
  Served,
} from '@aqmrg/ml/runtime/index.ts';
import { heads } from '../domain/targets.ts';
import { quantilesAround } from './builders.ts';

export const hash = 'a'.repeat(64);

/** A line of the registry whose model is whole. */
export const makeInfo = (fields: Partial<ModelInfo> & { readonly trainedTo?: string } = {}): ModelInfo => {
  const { id = 'pm25-pm-only', version = '2023-12-31', trainedTo = `${version}T23:59:59Z`, ...rest } = fields;
  const head = {
    file: 'head.onnx',
    sha256: hash,
    features: ['x'],
    output: { times: null, plus: 0 },
    scales: [1, 1, 1, 1, 1, 1, 1],
    rows: 1,
  };
  return {
    id,
    version,
    quantity: 'PM25',
    stage: 'production',
    problem: null,
    manifest: {
      id,
      version,
      quantity: 'PM25',
      kind: 'PM_ONLY',
      trainedFrom: '2015-01-01T00:00:00Z',
      trainedTo,
      features: { version: 1, sha256: hash, groups: ['target'] },
      quantiles: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
      heads: Object.fromEntries(heads.map((name) => [name, head])) as Record<Head, typeof head>,
      needs: { target: 1 },
      area: null,
      data: [],
      metrics: { PT4H: { n: 1_000, mae: 5, skillMaePersistence: 0.3, coverage80: 0.8 } },
      licence: 'CC-BY-4.0',
      madeBy: {},
    },
    ...rest,
  };
};

/** As the ladder of ml/runtime, but each model says the newest hour, give or take 5; and what it was asked is remembered. North of 39° it looks at PM10 too. */
export const openFakeModels = (registry: readonly ModelInfo[]) => {
  let list = registry;
  const asked: { readonly stage: string; readonly sensors: number; readonly series: readonly string[] }[] =
    [];
  let reloads = 0;

  const answer = (input: HourlyInput, model: ModelInfo | undefined): Served | Refused => {
    const target = input.series.target ?? new Float64Array(0);
    const newest = target.subarray(0, 24).find((value) => !Number.isNaN(value));
    const { sensorId } = input;
    const fallbacks: Fallback[] = [{ kind: 'FULL', model: null, reason: 'NO_MODEL_FOR_QUANTITY' }];
    if (newest === undefined) return { sensorId, kind: null, fallbacks };
    const distribution: Distribution = { quantiles: quantilesAround(newest), mean: newest + 1 };
    const served = Object.fromEntries(heads.map((head) => [head, distribution])) as Served['heads'];
    const same = { sensorId, fallbacks, heads: served };
    if (model === undefined) return { ...same, kind: 'PERSISTENCE', model: null, trainedTo: null };
    const { id, version, manifest } = model;
    const trainedTo = Date.parse(manifest?.trainedTo ?? '');
    return { ...same, kind: 'PM_ONLY', model: { id, version }, trainedTo };
  };

  const models: Models = {
    list: () => list,
    series: (_quantity, _stage, place) => ((place?.latitude ?? 0) > 39 ? ['PM10'] : []),
    forecast: async ({ quantity, stage, inputs }) => {
      asked.push({ stage, sensors: inputs.length, series: Object.keys(inputs[0]?.series ?? {}) });
      const model = list.find(
        (one) => one.quantity === quantity && one.stage === stage && one.problem === null,
      );
      return inputs.map((input) => answer(input, model));
    },
    reload: async () => {
      reloads += 1;
    },
    close: async () => undefined,
  };
  return {
    models,
    asked,
    reloads: () => reloads,
    /** What the registry names from the next call on. */
    swap(next: readonly ModelInfo[]) {
      list = next;
    },
  };
};
