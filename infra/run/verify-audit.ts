import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyAuditLog } from '@aqmrg/auth';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { inRestingDatabase } from './resting-database.ts';

const help = `Usage: npm run audit:verify -- [--data-dir FOLDER] [--kept HEAD]

Hashes every entry of the audit log again, with the one before it, and tells whether the log is whole.

  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --kept HEAD        a head that was noted before: a log that was cut, or written anew, no longer has it
  --help             this text

A house that runs tells it itself: ask for { auditIntegrity { isIntact entries firstBroken head } } as an Admin.
The database is brought up to date first, as a start would.

Ends with 0 where the log is whole, 1 where it is not, 2 where it could not be read.
`;

const askTheHouse =
  'While a house runs, it tells it itself: ask for { auditIntegrity { isIntact entries firstBroken head } } as an Admin.';

const optionsOf = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      kept: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;

/** The whole command: what it was called with, what it says, and how it ends. */
export const verifyAudit = async (
  args: readonly string[],
  say: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<0 | 1 | 2> => {
  const wrong = (line: string): 2 => {
    say(line);
    return 2;
  };
  let options: ReturnType<typeof optionsOf>;
  try {
    options = optionsOf(args);
  } catch (error) {
    return wrong(`${(error as Error).message}\n\n${help}`);
  }
  const { kept } = options;
  if (options.help) {
    say(help);
    return 0;
  }
  if (kept !== undefined && !/^[0-9a-f]{64}$/.test(kept))
    return wrong('A head is 64 hexadecimal digits, as auditIntegrity and this command tell it.');
  const dataDir = options['data-dir'] ?? environment.DATA_DIR ?? '.data';
  try {
    const found = await inRestingDatabase(dataDir, (database) => verifyAuditLog(database, kept));
    const { isIntact, entries, firstBroken, head, holdsKept } = found;
    say(`entries       ${entries}`);
    say(`head          ${head}`);
    say(`first broken  ${firstBroken ?? 'none'}`);
    if (holdsKept !== null) say(`kept head     ${holdsKept ? 'is in the log' : 'is not in the log'}`);
    say(isIntact ? 'The audit log is whole.' : 'The audit log is BROKEN.');
    return isIntact ? 0 : 1;
  } catch (error) {
    if (!(error instanceof AirError)) throw error;
    return wrong(error.code === 'CONFLICT' ? `${error.message}\n${askTheHouse}` : error.message);
  }
};

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await verifyAudit(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
