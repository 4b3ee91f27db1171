import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { networkAssigned } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Tell } from '../store/registrations.ts';

/** Who registers or assigns. */
export interface Registrar {
  /** A caller's id. */
  readonly id: string;
  /** The client's address. */
  readonly from?: string | undefined;
}

/** Says who decided who reports for which network: what auth writes into the audit log. */
export const createTellAssignments =
  ({ eventLog, now }: { readonly eventLog: Pick<EventLog, 'append'>; readonly now: () => EpochMs }) =>
  ({ id: by, from }: Registrar): Tell =>
  async (changes) => {
    if (changes.length === 0) return;
    const assignedAt = now();
    await eventLog.append(
      networkAssigned,
      changes.map((change) => ({
        key: change.networkId,
        value: { ...change, by, from: from ?? null, assignedAt },
      })),
    );
  };

export type TellAssignments = ReturnType<typeof createTellAssignments>;
