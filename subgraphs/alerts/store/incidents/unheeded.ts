import type { Database } from '@aqmrg/platform/ports/database.ts';
import { instant } from '@aqmrg/prisma/sql.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

/** Has receivers thought of again. */
export const openUnheeded = ({ client }: Pick<Database, 'client'>) => ({
  /** What is open in an organisation and was kept quiet may have to be told now. In the order of ids, so that two who do so do not block each other. */
  async lookAgain(organisationId: string, at: EpochMs): Promise<void> {
    await client.$executeRaw`
      UPDATE alerts.alert_incident SET unheeded_since = ${instant(at)}
      WHERE id IN (
        SELECT id FROM alerts.alert_incident
        WHERE organisation_id = ${organisationId} AND unheeded_since IS NULL AND open_key IS NOT NULL
        ORDER BY id FOR UPDATE)`;
  },
});

export type Unheeded = ReturnType<typeof openUnheeded>;
