import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Judgements } from '../../store/evaluation/judgements.ts';
import type { Told } from '../../store/evaluation/told.ts';

const perRound = 500;

interface Ground {
  readonly told: Pick<Told, 'outdated'>;
  readonly judgements: Pick<Judgements, 'end'>;
  readonly now: () => EpochMs;
  readonly onKept: () => void;
}

/** Ends what rules raised that were changed, switched off or taken away since. */
export const createEndOutdated =
  ({ told, judgements, now, onKept }: Ground) =>
  async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const outdated = await told.outdated(perRound);
      if (outdated.length === 0) return;
      await judgements.end(
        outdated.map(({ incidentId }) => incidentId),
        now(),
      );
      onKept();
      if (outdated.length < perRound) return;
    }
  };
