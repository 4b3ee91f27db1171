import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { checked, optional } from '../domain/checking.ts';
import { slug } from '../domain/rules.ts';
import type { Network } from '../domain/sensor.ts';
import { isSlug } from '../domain/slug.ts';
import type { Places } from '../store/places.ts';
import type { Registrations } from '../store/registrations.ts';
import { type Changed, missing } from './outcome.ts';
import type { Publisher } from './publish-changes.ts';
import type { Registrar, TellAssignments } from './tell-assignments.ts';

export interface NetworkAssignment {
  readonly id: string;
  /** Any slug; left out or null: nobody's in particular. */
  readonly organisationId?: string | null | undefined;
}

interface AssignGround {
  readonly places: Pick<Places, 'networksByIds'>;
  readonly registrations: Pick<Registrations, 'assignNetwork'>;
  readonly publisher: Pick<Publisher, 'publish'>;
  readonly tellAssignments: TellAssignments;
  readonly now: () => EpochMs;
}

/** A network of many thousands takes longer to be told, page by page: the change stands, and the rest follows by itself. */
const longestWaitMs = 5_000;

const atMost = (ms: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, waited]).finally(() => clearTimeout(timer));
};

/** Says whose a network is, and tells the other rooms of each of its sensors. To say it again changes nothing. */
export const createAssignNetwork =
  ({ places, registrations, publisher, tellAssignments, now }: AssignGround) =>
  async ({ id, organisationId }: NetworkAssignment, by: Registrar): Promise<Changed<Network>> => {
    if (!isSlug(id)) return missing('network', id);
    const organisation = checked((read) => read('organisationId', optional(slug), organisationId));
    if (!organisation.ok) return { kind: 'invalid', ...organisation.problem };
    const outcome = await registrations.assignNetwork({
      id,
      organisationId: organisation.value,
      at: now(),
      tell: tellAssignments(by),
    });
    const [network] = await places.networksByIds([id]);
    if (outcome === 'missing' || network === undefined) return missing('network', id);
    if (outcome === 'changed') await atMost(longestWaitMs, publisher.publish());
    return { kind: 'done', value: network, isNew: outcome === 'changed' };
  };

export type AssignNetwork = ReturnType<typeof createAssignNetwork>;
