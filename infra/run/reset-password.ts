import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resetPasswordOf } from '@aqmrg/auth';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { inRestingDatabase } from './resting-database.ts';

const help = `Usage: npm run password:reset -- EMAIL [--data-dir FOLDER]

Makes a token with which the owner of an account sets a new password, within a day, once: for when no Admin can sign in who could make one.

  EMAIL              the address of the account
  --data-dir FOLDER  the folder of a house that does not run; default: DATA_DIR, else .data
  --help             this text

Where an Admin can sign in, they make it: createPasswordReset(input: { userId }). The database is brought up to date first, as a start would.
What was done is written into the audit log.

Ends with 0 where the token was made, 2 where it was not.
`;

const optionsOf = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'data-dir': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });

const nextSteps = (
  token: string,
  expiresAt: number,
): string => `The token, shown once, good until ${new Date(expiresAt).toISOString()}:

  ${token}

Start the platform, and ask:

  mutation { resetPassword(input: { token: "${token}", newPassword: "…" }) { __typename } }`;

/** The whole command: what it was called with, what it says, and how it ends. */
export const resetPassword = async (
  args: readonly string[],
  say: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<0 | 2> => {
  const wrong = (line: string): 2 => {
    say(line);
    return 2;
  };
  let parsed: ReturnType<typeof optionsOf>;
  try {
    parsed = optionsOf(args);
  } catch (error) {
    return wrong(`${(error as Error).message}\n\n${help}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    say(help);
    return 0;
  }
  const [email, ...others] = positionals;
  if (email === undefined || others.length > 0) return wrong(`Name one e-mail address.\n\n${help}`);
  const dataDir = values['data-dir'] ?? environment.DATA_DIR ?? '.data';
  try {
    const outcome = await inRestingDatabase(dataDir, (database) => resetPasswordOf(database, email));
    if (outcome.kind !== 'done') return wrong(outcome.message);
    say(nextSteps(outcome.value.token, outcome.value.expiresAt));
    return 0;
  } catch (error) {
    if (!(error instanceof AirError)) throw error;
    return wrong(error.code === 'CONFLICT' ? `${error.message}\nStop the platform first.` : error.message);
  }
};

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await resetPassword(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
