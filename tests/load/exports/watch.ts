import { monitorEventLoopDelay } from 'node:perf_hooks';

const sampleMs = 10;

/** How far the memory of this process rises above what it is now, and how long its event loop stood still, while `work` runs. */
export const watched = async <T>(
  idleMb: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly aboveIdleMb: number; readonly blockedMs: number }> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let most = 0;
  const look = (): void => {
    most = Math.max(most, residentMb());
  };
  const timer = setInterval(look, sampleMs);
  delay.enable();
  try {
    const result = await work();
    look();
    return { result, aboveIdleMb: most - idleMb, blockedMs: delay.max / 1e6 };
  } finally {
    delay.disable();
    clearInterval(timer);
  }
};

export const residentMb = (): number => process.memoryUsage.rss() / 1_048_576;
