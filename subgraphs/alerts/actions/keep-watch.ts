import { setTimeout } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AreaJudge } from './evaluation/judge-areas.ts';
import type { Rulebook } from './evaluation/rulebook.ts';
import type { SilenceWatch } from './evaluation/watch-silence.ts';

const lookEveryMs = 1_000;
const sensorsEveryMs = 60_000;
const tidyEveryMs = 3_600_000;

interface Ground {
  readonly rulebook: Rulebook;
  readonly silence: SilenceWatch;
  readonly judgeAreas: AreaJudge;
  readonly endOutdated: {
    readonly ofRules: (signal: AbortSignal) => Promise<void>;
    readonly ofSensors: (signal: AbortSignal) => Promise<void>;
  };
  readonly tidy: (signal: AbortSignal) => Promise<void>;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** What one process of all does: what has no event that would tell of it. Each piece of work is done again at the next look where it failed. */
export const createWatch =
  ({ rulebook, silence, judgeAreas, endOutdated, tidy, now, log }: Ground) =>
  async (signal: AbortSignal): Promise<void> => {
    let arranged = -1;
    let tidiedAt = Number.NEGATIVE_INFINITY;
    let sensorsAt = Number.NEGATIVE_INFINITY;

    const pieces: readonly (readonly [what: string, work: () => Promise<void>])[] = [
      [
        'what changed rules leave behind',
        async () => {
          const { revision } = rulebook.current();
          if (revision === arranged) return;
          await endOutdated.ofRules(signal);
          await silence.armAll(signal);
          arranged = revision;
        },
      ],
      [
        'what sensors leave behind',
        async () => {
          if (now() - sensorsAt < sensorsEveryMs) return;
          await endOutdated.ofSensors(signal);
          sensorsAt = now();
        },
      ],
      ['the watch over silence', () => silence.work(signal)],
      ['the judging of areas', () => judgeAreas(signal)],
      [
        'the tidying up',
        async () => {
          if (now() - tidiedAt < tidyEveryMs) return;
          await tidy(signal);
          tidiedAt = now();
        },
      ],
    ];

    while (!signal.aborted) {
      for (const [what, work] of pieces) {
        if (signal.aborted) return;
        await work().catch((error: unknown) => {
          if (!signal.aborted) log.warn({ err: error }, `${what} failed, and is tried again`);
        });
      }
      await setTimeout(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  };
