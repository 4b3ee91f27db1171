import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { NotifyTidying } from '../../store/notify/tidying.ts';

/** The delivery log reaches back so far. */
const keptMs = 90 * 86_400_000;

interface Ground {
  readonly tidying: NotifyTidying;
  readonly now: () => EpochMs;
}

/** Drops what is older than the log reaches back, until there is no more of it. */
export const createNotifyTidy =
  ({ tidying, now }: Ground) =>
  async (signal: AbortSignal): Promise<void> => {
    const before = now() - keptMs;
    for (const drop of tidying) {
      while (!signal.aborted && (await drop(before)) > 0);
    }
  };
