import type { Log } from '../../log.ts';
import type { Thread } from './thread.ts';

export interface TidyingOptions {
  readonly now: () => number;
  readonly everyMs: number;
  readonly compactAfterMs: number;
  /** By topic: records from this offset on are kept whatever their age. */
  readonly spare: () => Readonly<Record<string, number>>;
  readonly log: Log;
}

/** Share of the worker's time that tidying may take while there is much to do. */
const share = 0.2;

/**
 * Retention and compaction, from the start on and then every `everyMs`, in steps of some milliseconds with appends between them. Old records are dropped
 * from the second round on: by then the consumers run that still have to read them.
 */
export const startTidying = (thread: Thread, options: TidyingOptions): (() => void) => {
  const { now, everyMs, compactAfterMs, spare, log } = options;
  const started = performance.now();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const step = async (): Promise<number> => {
    try {
      const dropOld = performance.now() - started >= everyMs;
      const { more, tookMs } = await thread.ask('tidy', {
        now: now(),
        compactAfterMs,
        dropOld,
        spare: spare(),
      });
      return more ? tookMs / share : everyMs;
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'could not tidy the event log');
      return everyMs;
    }
  };

  const after = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(async () => after(await step()), ms).unref();
  };
  after(0);

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
