import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BareRound, BareTook } from './bare-copy.ts';

export interface Bare {
  copy(round: BareRound): Promise<BareTook>;
  stop(): Promise<void>;
}

/** DuckDB alone, in a process of its own, on a copy of the file: it lets one process open it. */
export const openBare = async (dataDir: string): Promise<Bare> => {
  const file = join(dataDir, 'bare.duckdb');
  await copyFile(join(dataDir, 'series.duckdb'), file);
  const child = fork(fileURLToPath(new URL('bare-copy.ts', import.meta.url)), [
    file,
    join(dataDir, 'bare.out'),
  ]);
  await once(child, 'message');
  return {
    async copy(round) {
      child.send(round);
      const [took] = await Promise.race([
        once(child, 'message') as Promise<[BareTook]>,
        once(child, 'exit').then(() => Promise.reject(new Error('DuckDB alone has ended'))),
      ]);
      return took;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
};
