import type { Database } from '@aqmrg/platform/ports/database.ts';
import { type Audit, createAudit } from '../actions/audit.ts';
import { openAuditLog } from '../store/audit.ts';
import { monday } from './open-ground.ts';

interface Ground {
  readonly database: Database;
}

/** An audit log that writes down what other rooms tell. */
export const auditIn = ({ database }: Ground) => createAudit({ database, now: () => monday + 5_000 });

/** What stands there, oldest first. */
export const entriesIn = async ({ database }: Ground) =>
  (await openAuditLog(database).page({}, 100, null)).toReversed();

/** One whose process dies once: after the entries are stored, and before the place in the event log is. */
export const dyingOnce = (real: Audit): Audit => {
  let crashes = 1;
  return {
    ...real,
    async noteOnce(notes) {
      await real.noteOnce(notes);
      if (crashes-- > 0) throw new Error('the process dies');
    },
  };
};
