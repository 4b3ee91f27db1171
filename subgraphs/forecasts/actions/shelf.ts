import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval, setTimeout } from 'node:timers/promises';
import type { ModelInfo, Models } from '@aqmrg/ml/runtime/index.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** The models of this process. They are opened in the background: nobody else's start waits for them. */
export interface Shelf {
  /** Resolves when they are open, whole or not; rejects when `signal` aborts before. */
  models(signal?: AbortSignal): Promise<Models>;
  /** Empty until they are open. */
  list(): readonly ModelInfo[];
  /** Whether forecasts of a quantity are made: PM2.5 of every sensor that has it, others where there is a model of ours. */
  isForecast(quantity: Quantity): boolean;
  /** Opens them, and looks now and then whether the registry names others. */
  start(): void;
  stop(): Promise<void>;
}

export interface ShelfOptions {
  readonly folder: string;
  readonly log: Log;
  /** Default: the runtime, which is loaded then and not before. */
  readonly open?: () => Promise<Models>;
  /** How long the rest of the house has to come up before they are loaded, ms. Default 0. */
  readonly openAfterMs?: number;
  /** How often the registry is looked at, ms. Default 30 s. */
  readonly lookEveryMs?: number;
}

/** Models are looked at again after so many looks even where the registry is the same: a file that was broken may be whole by then. */
const looksAReload = 20;

/** What the runtime says each time it looks is for those who look for it. */
const calm = (log: Log): Pick<Log, 'info' | 'warn' | 'error'> => ({
  info: log.debug.bind(log),
  warn: log.warn.bind(log),
  error: log.error.bind(log),
});

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const leave = (): void => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });

/**
 *   closed ──start()──▶ opening ──▶ open: looks at the registry now and then
 *                          ▲  └──it failed: again at the next look
 *   either ──stop()──▶ stopped
 */
export const createShelf = (options: ShelfOptions): Shelf => {
  const { folder, log, openAfterMs = 0, lookEveryMs = 30_000 } = options;
  const open =
    options.open ??
    (async () => (await import('@aqmrg/ml/runtime/index.ts')).openModels({ folder, log: calm(log) }));
  const stopping = new AbortController();
  const { signal } = stopping;
  const opening = Promise.withResolvers<Models>();
  let models: Models | undefined;
  let looking: Promise<void> | undefined;

  const registryMark = async (): Promise<string> => {
    try {
      const { mtimeMs, size, ino } = await stat(join(folder, 'registry.json'));
      return `${mtimeMs} ${size} ${ino}`;
    } catch {
      return 'none';
    }
  };

  const openOnce = async (): Promise<Models> => {
    for (;;) {
      try {
        return await open();
      } catch (error) {
        log.error({ err: error }, 'the models cannot be opened: nothing is forecast until they can');
        await setTimeout(lookEveryMs, undefined, { signal });
      }
    }
  };

  const look = async (): Promise<void> => {
    if (openAfterMs > 0) await setTimeout(openAfterMs, undefined, { signal });
    let known = await registryMark();
    models = await openOnce();
    opening.resolve(models);
    let looks = 0;
    for await (const _ of setInterval(lookEveryMs, undefined, { signal })) {
      looks += 1;
      const mark = await registryMark();
      if (mark === known && looks % looksAReload !== 0) continue;
      await models.reload();
      if (mark !== known) log.info({ models: models.list().length }, 'the registry of models was read anew');
      known = mark;
    }
  };

  return {
    async models(until) {
      if (models) return models;
      return until ? Promise.race([opening.promise, untilAborted(until)]) : opening.promise;
    },
    list: () => models?.list() ?? [],
    isForecast: (quantity) =>
      quantity === 'PM25' ||
      (models?.list() ?? []).some(
        (model) => model.quantity === quantity && model.stage !== 'shadow' && model.problem === null,
      ),
    start() {
      looking ??= look().catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, 'the registry of models is not looked at any more');
      });
    },
    async stop() {
      stopping.abort();
      await looking;
      await models?.close();
    },
  };
};
