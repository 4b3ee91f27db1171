import { setTimeout } from 'node:timers/promises';
import { residentMb } from '../../support/resident.ts';

export interface Watched {
  /** How far the process's memory rose above what it was. */
  readonly aboveIdleMb: number;
  /** The longest that it let somebody wait who asked whether it lives. */
  readonly blockedMs: number;
}

const sampleMs = 20;

/** Watches a process from outside until it is stopped. */
export const watching = async (
  url: string,
  pid: number,
): Promise<{ readonly stop: () => Promise<Watched> }> => {
  const idleMb = await residentMb(pid);
  const ending = new AbortController();
  let [most, longest] = [0, 0];
  const watch = async (look: () => Promise<void>): Promise<void> => {
    while (!ending.signal.aborted) {
      await look();
      await setTimeout(sampleMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const watches = [
    watch(async () => {
      most = Math.max(most, await residentMb(pid));
    }),
    watch(async () => {
      const began = performance.now();
      await (await fetch(`${url}/health`)).arrayBuffer();
      longest = Math.max(longest, performance.now() - began);
    }),
  ];
  return {
    async stop() {
      ending.abort();
      await Promise.all(watches);
      return { aboveIdleMb: most - idleMb, blockedMs: longest };
    },
  };
};
