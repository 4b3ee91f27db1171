import { resetPasswordOf } from '@aqmrg/auth';
import { restingCommand, runCommand, WrongCall } from './resting-command.ts';

const help = `Usage: npm run password:reset -- EMAIL [--data-dir FOLDER]

Makes a token with which the owner of an account sets a new password, within a day, once: for when no Admin can sign in who could make one.

  EMAIL              the address of the account
  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --help             this text

Where an Admin can sign in, they make it: createPasswordReset(input: { userId }). The database is brought up to date first, as a start would.
What was done is written into the audit log.

Ends with 0 where the token was made, 2 where it was not.
`;

const nextSteps = (
  token: string,
  expiresAt: number,
): string => `The token, shown once, good until ${new Date(expiresAt).toISOString()}:

  ${token}

Start the platform, and ask:

  mutation { resetPassword(input: { token: "${token}", newPassword: "…" }) { __typename } }`;

export const resetPassword = restingCommand({
  help,
  options: {},
  whileItRuns: 'Stop the platform first.',
  work({ positionals: [email, ...others], say }) {
    if (email === undefined || others.length > 0) throw new WrongCall('Name one e-mail address.');
    return async (database) => {
      const outcome = await resetPasswordOf(database, email);
      say(
        outcome.kind === 'done' ? nextSteps(outcome.value.token, outcome.value.expiresAt) : outcome.message,
      );
      return outcome.kind === 'done' ? 0 : 2;
    };
  },
});

if (import.meta.main) await runCommand(resetPassword);
