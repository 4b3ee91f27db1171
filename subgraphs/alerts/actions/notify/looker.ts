import { setTimeout } from 'node:timers/promises';

interface Looking {
  /** Does what there is to do; true: there may be more at once. */
  readonly look: () => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  /** How often it looks by itself, ms. */
  readonly everyMs: number;
}

export interface Looker {
  /** Tells that there is something to do, which would be found out anyway. */
  poke(): void;
  stop(): Promise<void>;
}

/** Looks what there is to do: at once when it is told, by itself every so often. A look that fails is made again. */
export const startLooking = ({ look, onError, everyMs }: Looking): Looker => {
  const stopping = new AbortController();
  let waking = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // taken before the look: what is told during it is not told in vain
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      try {
        if (await look()) continue;
      } catch (error) {
        if (!stopping.signal.aborted) onError(error);
        await setTimeout(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        continue;
      }
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    poke() {
      waking.abort();
      waking = new AbortController();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
