import { setTimeout } from 'node:timers/promises';
import { type AssociationRun, hasEnded } from '../domain/run.ts';
import type { AssociationRuns } from '../store/association-runs.ts';

interface Patience {
  readonly mostMs: number;
  readonly signal: AbortSignal;
}

const shortestMs = 50;
const longestMs = 400;

/**
 * The run once it has ended, or as it is after a while. It may be worked on by another process, so that it is looked
 * after, more and more rarely. Null where it is gone.
 */
export const awaitRun = async (
  { id, organisationId }: Pick<AssociationRun, 'id' | 'organisationId'>,
  { runs }: { readonly runs: Pick<AssociationRuns, 'find'> },
  { mostMs, signal }: Patience,
): Promise<AssociationRun | null> => {
  const until = performance.now() + mostMs;
  for (let pauseMs = shortestMs; ; pauseMs = Math.min(longestMs, pauseMs * 1.5)) {
    const run = await runs.find(id, organisationId);
    if (run === null || hasEnded(run) || performance.now() >= until) return run;
    await setTimeout(pauseMs, undefined, { signal });
  }
};
