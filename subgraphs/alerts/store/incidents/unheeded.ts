import type { Database } from '@aqmrg/platform/ports/database.ts';
import { Prisma } from '@aqmrg/prisma/client/client.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

const { sql } = Prisma;

/** Has receivers thought of again. */
export const openUnheeded = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * What is open in an organisation and was kept quiet may have to be told now. Whoever judges locks several incidents in an order of their own, so this waits for one at a time: first it
   * takes all that nobody holds, then the others one by one.
   */
  async lookAgain(organisationId: string, at: EpochMs): Promise<void> {
    const left = sql`
      SELECT id FROM alerts.alert_incident
      WHERE organisation_id = ${organisationId} AND open_key IS NOT NULL AND unheeded_since IS NULL`;
    await client.$executeRaw`
      UPDATE alerts.alert_incident SET unheeded_since = ${instant(at)} WHERE id IN (${left} FOR UPDATE SKIP LOCKED)`;
    for (const { id } of await client.$queryRaw<{ readonly id: string }[]>(left))
      await client.$executeRaw`
        UPDATE alerts.alert_incident SET unheeded_since = ${instant(at)} WHERE id = ${id} AND unheeded_since IS NULL`;
  },
});

export type Unheeded = ReturnType<typeof openUnheeded>;
