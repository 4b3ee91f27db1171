import { join } from 'node:path';
import { type BandsOf, parseBaselines } from './baselines.ts';
import { type Features, parseFeatures } from './feature-set.ts';
import { BrokenModel, parsed, problemOf, readBytes } from './files.ts';
import type { Manifest } from './manifest.ts';
import { loadModel, type Model, readManifest, signatureOf } from './model.ts';
import { nameOf, parseRegistry, type Registered } from './registry.ts';
import type { ModelProblem } from './types.ts';

/** A line of the registry with what became of it. */
export interface Entry extends Registered {
  readonly manifest: Manifest | null;
  readonly state:
    | { readonly kind: 'ready'; readonly model: Model }
    | { readonly kind: 'broken'; readonly problem: ModelProblem };
}

/** Everything that can be served at one time. It is replaced as a whole. */
export interface Catalogue {
  readonly entries: readonly Entry[];
  readonly bands:
    | { readonly kind: 'ready'; readonly of: BandsOf }
    | { readonly kind: 'broken'; readonly problem: ModelProblem };
  /** Of the registry itself; null where it could be read. */
  readonly problem: ModelProblem | null;
}

/** Where things lie: the folder of the models, and features.json. */
export interface Folders {
  readonly models: string;
  readonly features: string;
}

const readFeatures = async (path: string): Promise<Features> => {
  const bytes = await readBytes(path, 'features.json');
  return parsed('features.json', () => parseFeatures(bytes.toString()));
};

const readBands = async (folder: string): Promise<Catalogue['bands']> => {
  try {
    const bytes = await readBytes(join(folder, 'baselines.json'), 'baselines.json');
    return { kind: 'ready', of: parsed('baselines.json', () => parseBaselines(bytes.toString())) };
  } catch (error) {
    return { kind: 'broken', problem: problemOf(error) };
  }
};

type Loaded = Pick<Entry, 'manifest' | 'state'>;

const readModel = async (
  folder: string,
  ref: Registered,
  features: Features | ModelProblem,
  serving: Model | undefined,
): Promise<Loaded> => {
  let manifest: Manifest | null = null;
  try {
    manifest = await readManifest(folder, ref);
    if ('reason' in features) throw new BrokenModel(features.reason, features.detail);
    const isSame =
      serving !== undefined && serving.signature === (await signatureOf(folder, manifest, features));
    const model = isSame ? serving : await loadModel(folder, ref, manifest, features);
    return { manifest, state: { kind: 'ready', model } };
  } catch (error) {
    return { manifest, state: { kind: 'broken', problem: problemOf(error) } };
  }
};

const forAnother = (manifest: Manifest, { quantity }: Registered): ModelProblem | undefined =>
  manifest.quantity === quantity
    ? undefined
    : { reason: 'MODEL_CORRUPT', detail: `it forecasts ${manifest.quantity}, not ${quantity}` };

export const modelsOf = ({ entries }: Catalogue): ReadonlySet<Model> =>
  new Set(entries.flatMap(({ state }) => (state.kind === 'ready' ? [state.model] : [])));

/**
 * Reads the registry and what it names. Models of `serving` whose files have not changed are taken over as they are. Rejects
 * with a BrokenModel where there is no registry; all else that is broken is an entry that says so.
 */
export const readCatalogue = async (folders: Folders, serving: Catalogue | undefined): Promise<Catalogue> => {
  const text = await readBytes(join(folders.models, 'registry.json'), 'registry.json');
  const registered = parsed('registry.json', () => parseRegistry(text.toString()));
  const features = await readFeatures(folders.features).catch(problemOf);
  const before = new Map([...(serving ? modelsOf(serving) : [])].map((model) => [nameOf(model.ref), model]));
  const loaded = new Map<string, Loaded>();
  for (const one of registered) {
    const name = nameOf(one);
    if (loaded.has(name)) continue;
    const folder = join(folders.models, one.id, one.version);
    loaded.set(name, await readModel(folder, one, features, before.get(name)));
  }
  const entries = registered.map((one): Entry => {
    const { manifest, state } = loaded.get(nameOf(one)) as Loaded;
    const problem = manifest === null ? undefined : forAnother(manifest, one);
    return { ...one, manifest, state: problem === undefined ? state : { kind: 'broken', problem } };
  });
  return { entries, bands: await readBands(folders.models), problem: null };
};

/** What is left where there is no registry: the baselines. */
export const catalogueWithout = async (folders: Folders, problem: ModelProblem): Promise<Catalogue> => ({
  entries: [],
  bands: await readBands(folders.models),
  problem,
});
