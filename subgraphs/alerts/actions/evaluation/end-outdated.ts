import type { Directory } from '@aqmrg/platform/directory.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isInScope } from '../../domain/scope/is-in-scope.ts';
import type { Judgements } from '../../store/evaluation/judgements.ts';
import type { OpenRow, Told } from '../../store/evaluation/told.ts';
import type { Rulebook } from './rulebook.ts';

const perRound = 500;

interface Ground {
  readonly rulebook: Pick<Rulebook, 'current'>;
  readonly directory: Pick<Directory, 'find' | 'all'>;
  readonly told: Pick<Told, 'open' | 'outdated'>;
  readonly judgements: Pick<Judgements, 'end'>;
  readonly now: () => EpochMs;
  readonly onKept: () => void;
}

/** Ends what is open of rules that were changed, switched off or taken away, and of sensors that they are no longer about. */
export const createEndOutdated = ({ rulebook, directory, told, judgements, now, onKept }: Ground) => {
  const end = async (rows: readonly { readonly incidentId: string }[]): Promise<void> => {
    if (rows.length === 0) return;
    await judgements.end(
      rows.map(({ incidentId }) => incidentId),
      now(),
    );
    onKept();
  };

  const isLeft = ({ ruleId, sensorId }: OpenRow): boolean => {
    const scope = rulebook.current().rules.get(ruleId)?.scope;
    // a rule that is not known yet, or no longer, is not this one's business
    if (scope === undefined) return false;
    if (sensorId === null) return [...directory.all()].every((sensor) => !isInScope(scope, sensor));
    const sensor = directory.find(sensorId);
    return sensor !== undefined && !isInScope(scope, sensor);
  };

  return {
    /** Of rules that are not what they were. */
    async ofRules(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        const outdated = await told.outdated(perRound);
        await end(outdated);
        if (outdated.length < perRound) return;
      }
    },

    /** Of sensors that have left the scope of their rule, or are retired. */
    async ofSensors(signal: AbortSignal): Promise<void> {
      let after = '';
      while (!signal.aborted) {
        const rows = await told.open(after, perRound);
        await end(rows.filter(isLeft));
        after = rows.at(-1)?.incidentId ?? '';
        if (rows.length < perRound) return;
      }
    },
  };
};
