import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import { endpointOf } from '../../domain/notify/sending/endpoint.ts';
import type { NewDelivery } from '../../store/notify/delivery-rows.ts';

/** A message that is about no incident: a test, or the question whether an address wants to be told. It waits for nothing. */
export const ownNotice = (
  receiver: Receiver,
  reason: 'TEST' | 'CONFIRM',
  { eventId, now }: { readonly eventId: string; readonly now: EpochMs },
): NewDelivery => ({
  ...{ receiverId: receiver.id, organisation: receiver.organisation, groupKey: null },
  ...{ endpoint: endpointOf(receiver), state: 'QUEUED', nextAt: now, fault: null },
  notice: {
    ...{ eventId, reason, incidents: [], more: 0, names: {}, firstTold: [] },
    ...{ wording: { subject: null, body: null }, isReplayed: false, at: now },
  },
});
