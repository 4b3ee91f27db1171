import { fileURLToPath } from 'node:url';
import { isWithin } from './area.ts';
import { type Catalogue, catalogueWithout, type Entry, modelsOf, readCatalogue } from './catalogue.ts';
import { problemOf } from './files.ts';
import { forecastAll } from './forecast.ts';
import { nameOf } from './registry.ts';
import type { ModelInfo, Models, ModelsLog } from './types.ts';

export interface ModelsOptions {
  /** Of registry.json, baselines.json and the models. */
  readonly folder: string;
  /** Absent: the one of the house. Manifests name it by its hash. */
  readonly featuresFile?: string;
  readonly log: ModelsLog;
}

const houseFeatures = fileURLToPath(new URL('../features/features.json', import.meta.url));

const infoOf = ({ id, version, quantity, stage, manifest, state }: Entry): ModelInfo => ({
  id,
  version,
  quantity,
  stage,
  manifest,
  problem: state.kind === 'broken' ? state.problem : null,
});

/** Opens all models of a folder. What is missing or broken is listed, logged and fallen back from, never thrown. */
export const openModels = async ({ folder, featuresFile, log }: ModelsOptions): Promise<Models> => {
  const folders = {
    models: folder,
    features: featuresFile ?? houseFeatures,
  };
  const logBroken = ({ entries, bands }: Catalogue): void => {
    for (const { state, ...one } of entries)
      if (state.kind === 'broken')
        log.error({ model: nameOf(one), ...state.problem }, 'model cannot be served');
    if (bands.kind === 'broken') log.error(bands.problem, 'baselines cannot be served');
  };
  let catalogue = await readCatalogue(folders, undefined).catch((error: unknown) => {
    const problem = problemOf(error);
    log.error(problem, 'registry of models cannot be read');
    return catalogueWithout(folders, problem);
  });
  logBroken(catalogue);

  const swap = async (): Promise<void> => {
    try {
      const next = await readCatalogue(folders, catalogue);
      const stay = modelsOf(next);
      const leave = [...modelsOf(catalogue)].filter((model) => !stay.has(model));
      catalogue = next;
      logBroken(next);
      log.info({ models: [...stay].map(({ ref }) => nameOf(ref)) }, 'models reloaded');
      for (const model of leave)
        model.retire().catch((error: unknown) => log.warn({ err: error }, 'a model could not be closed'));
    } catch (error) {
      log.error(problemOf(error), 'registry of models cannot be read, so the models stay');
    }
  };
  // one after the other, so that each takes over from the last
  let reloading: Promise<void> = Promise.resolve();
  let closed = false;

  return {
    list: () => catalogue.entries.map(infoOf),
    series: (quantity, stage, place) => {
      const read = catalogue.entries.flatMap(({ state, ...one }) =>
        state.kind === 'ready' &&
        one.quantity === quantity &&
        one.stage === stage &&
        isWithin(state.model.manifest.area, place)
          ? [...state.model.program.series, ...Object.keys(state.model.manifest.needs)]
          : [],
      );
      return [...new Set(read)].filter((name) => name !== 'target');
    },
    forecast: async (request) => {
      if (closed) throw new Error('the models are closed');
      return forecastAll(catalogue, request, log);
    },
    reload: () => {
      reloading = reloading.then(() => (closed ? undefined : swap()));
      return reloading;
    },
    close: async () => {
      closed = true;
      await reloading;
      await Promise.all([...modelsOf(catalogue)].map((model) => model.retire()));
    },
  };
};
