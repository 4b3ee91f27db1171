import { verifyAuditLog } from '@aqmrg/auth';
import { restingCommand, runCommand, WrongCall } from './resting-command.ts';

const help = `Usage: npm run audit:verify -- [--data-dir FOLDER] [--kept HEAD]

Hashes every entry of the audit log again, with the one before it, and tells whether the log is whole.

  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --kept HEAD        a head that was noted before: a log that was cut, or written anew, no longer has it
  --help             this text

A house that runs tells it itself: ask for { auditIntegrity { isIntact entries firstBroken head } } as an Admin.
The database is brought up to date first, as a start would.

Ends with 0 where the log is whole, 1 where it is not, 2 where it could not be read.
`;

export const verifyAudit = restingCommand({
  help,
  options: { kept: { type: 'string' } },
  whileItRuns:
    'While a house runs, it tells it itself: ask for { auditIntegrity { isIntact entries firstBroken head } } as an Admin.',
  work({ values: { kept }, positionals, say }) {
    if (positionals.length > 0) throw new WrongCall('This command takes options alone.');
    if (kept !== undefined && !/^[0-9a-f]{64}$/.test(kept))
      throw new WrongCall('A head is 64 hexadecimal digits, as auditIntegrity and this command tell it.');
    return async (database) => {
      const { isIntact, entries, firstBroken, head, holdsKept } = await verifyAuditLog(database, kept);
      say(`entries       ${entries}`);
      say(`head          ${head}`);
      say(`first broken  ${firstBroken ?? 'none'}`);
      if (holdsKept !== null) say(`kept head     ${holdsKept ? 'is in the log' : 'is not in the log'}`);
      say(isIntact ? 'The audit log is whole.' : 'The audit log is BROKEN.');
      return isIntact ? 0 : 1;
    };
  },
});

if (import.meta.main) await runCommand(verifyAudit);
