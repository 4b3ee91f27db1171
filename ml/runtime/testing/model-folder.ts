import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { parseFeatures } from '../feature-set.ts';
import type { Manifest } from '../manifest.ts';
import { openModels } from '../models.ts';
import { heads, type Models } from '../types.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The real features: models of tests read `mean24` and `last`. */
export const featuresFile = here('../../features/features.json');

/**
 * steps: 10 where the mean of the last day is at most 20, else 40. higher-steps: 110, 140. four-outputs: no model of ours.
 * Quantiles lie one unit apart, the mean half a unit above the median.
 */
export type OnnxFile = 'steps' | 'higher-steps' | 'four-outputs';

const metrics = { n: 1000, mae: 8.1, skillMaePersistence: 0.2, skillMseClimatology: null, coverage80: 0.8 };

export const makeManifest = (fields: Partial<Manifest> = {}): Manifest => ({
  id: 'pm25-pm-only',
  version: '2022-12-31',
  quantity: 'PM25',
  kind: 'PM_ONLY',
  trainedFrom: '2015-01-01T00:00:00Z',
  trainedTo: '2022-12-31T23:59:59Z',
  features: { version: 1, sha256: '', groups: ['target'] },
  quantiles: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
  heads: Object.fromEntries(
    heads.map((head) => [
      head,
      {
        file: `${head}.onnx`,
        sha256: '',
        features: ['mean24', 'last'],
        output: { times: null, plus: 0 },
        scales: [1, 1, 1, 1, 1, 1, 1],
        rows: 1000,
      },
    ]),
  ) as Manifest['heads'],
  needs: { target: 1 },
  area: null,
  data: [{ name: 'made up', licence: 'none', source: 'these tests', span: '2015 to 2022' }],
  metrics: { PT4H: metrics },
  licence: 'MIT',
  madeBy: { onnx: '1.23', seed: 0 },
  ...fields,
});

/** Writes a model into a folder of models, with the hashes of what it writes. */
export const writeModel = async (
  folder: string,
  fields: Partial<Manifest> = {},
  onnx: OnnxFile = 'steps',
): Promise<string> => {
  const made = makeManifest(fields);
  const features = parseFeatures(await readFile(featuresFile, 'utf8'));
  const sha256 = hashOf(await readFile(here(`./${onnx}.onnx`)));
  const model = join(folder, made.id, made.version);
  await mkdir(model, { recursive: true });
  for (const { file } of Object.values(made.heads)) await copyFile(here(`./${onnx}.onnx`), join(model, file));
  const told = {
    ...made,
    features: { ...made.features, sha256: features.sha256Of(made.features.groups) },
    heads: Object.fromEntries(heads.map((head) => [head, { ...made.heads[head], sha256 }])),
  };
  await writeFile(join(model, 'manifest.json'), JSON.stringify(told));
  return model;
};

type Staged = Partial<Record<'production' | 'replay' | 'shadow', readonly string[]>>;

export const writeRegistry = (folder: string, models: Readonly<Record<string, Staged>>): Promise<void> =>
  writeFile(join(folder, 'registry.json'), JSON.stringify({ version: 1, models }));

const band = { quantiles: [-0.4, -0.3, -0.1, 0, 0.1, 0.3, 0.4], plus: 5, mean: 0.02 };
export const bands = {
  area: null,
  trainedTo: '2022-12-31T23:59:59Z',
  quantiles: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
  heads: Object.fromEntries(heads.map((head) => [head, { CLIMATOLOGY: band, PERSISTENCE: band }])),
};

/** A folder with baselines and no models, gone after the test. */
export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'air-graph-models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'baselines.json'), JSON.stringify({ PM25: bands, O3: bands }));
  return folder;
};

export interface OpenedModels {
  readonly models: Models;
  /** Messages of errors, in the order in which they were logged. */
  readonly errors: readonly string[];
}

/** Opens a folder's models until the test is over. */
export const open = async (folder: string): Promise<OpenedModels> => {
  const errors: string[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    error: (_: unknown, message?: string) => errors.push(message ?? ''),
  };
  const models = await openModels({ folder, featuresFile, log });
  onTestFinished(() => models.close());
  return { models, errors };
};
