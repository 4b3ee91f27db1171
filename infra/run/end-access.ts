import { endAccessOf } from '@aqmrg/auth';
import { restingCommand, runCommand, WrongCall } from './resting-command.ts';

const help = `Usage: npm run access:end -- [--keys] [--data-dir FOLDER]

Ends every session, and every access token with them: after a restored backup, or a leak, when nobody can tell which of them are still good.
People sign in again; accounts, passwords and organisations stay.

  --keys             revokes every API key, too: each sensor and program needs a new one
  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --help             this text

The database is brought up to date first, as a start would. What was done is written into the audit log.

Ends with 0 where it was done, 2 where it was not.
`;

export const endAccess = restingCommand({
  help,
  options: { keys: { type: 'boolean', default: false } },
  whileItRuns: 'Stop the platform first.',
  work({ values: { keys }, positionals, say }) {
    if (positionals.length > 0) throw new WrongCall('This command takes options alone.');
    return async (database) => {
      const ended = await endAccessOf(database, { keys });
      say(`${ended.sessions} sessions ended, and all access tokens. People sign in again.`);
      say(
        keys
          ? `${ended.keys} API keys are revoked: make new ones for the sensors and programs that had them.`
          : 'API keys stay as they are; --keys revokes them, too.',
      );
      return 0;
    };
  },
});

if (import.meta.main) await runCommand(endAccess);
