import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { endAccessOf } from '@aqmrg/auth';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { inRestingDatabase } from './resting-database.ts';

const help = `Usage: npm run access:end -- [--keys] [--data-dir FOLDER]

Ends every session, and every access token with them: after a restored backup, or a leak, when nobody can tell which of them are still good.
People sign in again; accounts, passwords and organisations stay.

  --keys             revokes every API key, too: each sensor and program needs a new one
  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --help             this text

The database is brought up to date first, as a start would. What was done is written into the audit log.

Ends with 0 where it was done, 2 where it was not.
`;

const optionsOf = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      keys: { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;

/** The whole command: what it was called with, what it says, and how it ends. */
export const endAccess = async (
  args: readonly string[],
  say: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<0 | 2> => {
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
  if (options.help) {
    say(help);
    return 0;
  }
  const { keys } = options;
  const dataDir = options['data-dir'] ?? environment.DATA_DIR ?? '.data';
  try {
    const ended = await inRestingDatabase(dataDir, (database) => endAccessOf(database, { keys }));
    say(`${ended.sessions} sessions ended, and all access tokens. People sign in again.`);
    say(
      keys
        ? `${ended.keys} API keys are revoked: make new ones for the sensors and programs that had them.`
        : 'API keys stay as they are; --keys revokes them, too.',
    );
    return 0;
  } catch (error) {
    if (!(error instanceof AirError)) throw error;
    return wrong(error.code === 'CONFLICT' ? `${error.message}\nStop the platform first.` : error.message);
  }
};

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await endAccess(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
