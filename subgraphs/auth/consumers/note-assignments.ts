import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { networkAssigned } from '@aqmrg/schema/events/sensors.ts';
import { noteTold, type ToldGround } from './note-told.ts';

/** Who gave which network to whom: it decides who reports for it, as roles and keys do. */
export const noteAssignments = (ground: ToldGround): Consumer =>
  noteTold(ground, networkAssigned, ({ by, from, networkId, before, organisation, assignedAt }) => ({
    actor: by,
    address: from,
    action: 'network-assigned',
    subject: networkId,
    details: { before, organisation },
    at: assignedAt,
  }));
