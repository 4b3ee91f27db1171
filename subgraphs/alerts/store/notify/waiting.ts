import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** What there is to do for who notifies, each kind by whether there is any. */
export interface Waiting {
  readonly incidents: boolean;
  readonly groups: boolean;
  readonly escalations: boolean;
  readonly held: boolean;
}

/** Asks for all of it at once: nearly always there is nothing, and a transaction for each kind would find that out too. */
export const openWaiting =
  ({ client }: Pick<Database, 'client'>) =>
  async (now: EpochMs): Promise<Waiting> => {
    const [waiting] = await client.$queryRaw<Waiting[]>`
      SELECT
        EXISTS (SELECT FROM alerts.alert_incident WHERE unheeded_since IS NOT NULL) AS incidents,
        EXISTS (SELECT FROM alerts.alert_group WHERE due_at <= ${instant(now)}) AS groups,
        EXISTS (SELECT FROM alerts.alert_incident WHERE escalate_at <= ${instant(now)}) AS escalations,
        EXISTS (SELECT FROM alerts.alert_delivery WHERE state = 'HELD' AND next_at <= ${instant(now)}) AS held`;
    return waiting as Waiting;
  };
