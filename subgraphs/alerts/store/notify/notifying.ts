import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type Deliveries, deliveriesIn } from './deliveries.ts';
import { type Groups, groupsIn } from './groups.ts';
import { type Incidents, incidentsIn } from './incidents.ts';
import { type Parties, partiesIn } from './parties.ts';
import { openWaiting } from './waiting.ts';

/**
 * What the notifier reads and writes in one transaction. Whoever locks several kinds of rows locks incidents, then groups, then receivers, then
 * deliveries, each kind in the order of its ids or skipping what is locked: so none waits for one who waits for it.
 */
export interface NotifyStore {
  readonly incidents: Incidents;
  readonly groups: Groups;
  readonly parties: Parties;
  readonly deliveries: Deliveries;
}

export const openNotifying = ({ client }: Pick<Database, 'client'>) => ({
  waiting: openWaiting({ client }),
  transaction: <T>(work: (store: NotifyStore) => Promise<T>): Promise<T> =>
    client.$transaction((tx) =>
      work({
        incidents: incidentsIn(tx),
        groups: groupsIn(tx),
        parties: partiesIn(tx),
        deliveries: deliveriesIn(tx),
      }),
    ),
});

export type Notifying = ReturnType<typeof openNotifying>;
