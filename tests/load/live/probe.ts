// Loaded into each server before its own code (--import): tells the parent, over IPC, what the process has used.

export type ProbeQuestion = { readonly ask: 'usage' | 'memory' };
export interface Usage {
  /** User and system, since the process began. */
  readonly cpuMs: number;
  /** When it was read, on a clock of this process: one that is busy answers late. */
  readonly atMs: number;
}
export interface Memory {
  readonly residentBytes: number;
  readonly heapBytes: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1e3, atMs: performance.now() };
};

/** After what nobody holds any more is really gone: one collection finds what finalisers of the one before have let go. */
const memory = async (): Promise<Memory> => {
  for (let i = 0; i < 4; i += 1) {
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await pause(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { residentBytes: rss, heapBytes: heapUsed };
};

process.on('message', async ({ ask }: Partial<ProbeQuestion>) => {
  if (ask === 'usage') process.send?.({ usage: usage() });
  if (ask === 'memory') process.send?.({ memory: await memory() });
});
