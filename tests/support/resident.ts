import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Memory of a process that is in RAM, in MB. */
export const residentMb = async (pid: number): Promise<number> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1_024;
  } catch {
    // no Linux
    return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout) / 1_024;
  }
};

export interface MemoryWatch {
  /** The least that it was in the last `seconds`: what a collection leaves, not what waits for one. */
  readonly floorMb: (seconds: number) => number;
  readonly stop: () => void;
}

/** Looks once a second. */
export const watchMemory = (pid: number): MemoryWatch => {
  const samples: number[] = [];
  const timer = setInterval(async () => samples.push(await residentMb(pid)), 1_000);
  return {
    floorMb: (seconds) => Math.min(...samples.slice(-seconds)),
    stop: () => clearInterval(timer),
  };
};
