import { existsSync } from 'node:fs';
import { settings } from '@aqmrg/platform/config/schema.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { inRestingDatabase } from './resting-database.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const dataDir = settings.shape.DATA_DIR.parse(process.env.DATA_DIR || undefined);

/**
 * For when AUTH_SECRET was changed or lost: without it the signing keys in the database are of no use, and a start refuses. This takes
 * them away, and the next start makes others. Access tokens end; sessions, passwords and API keys stay.
 */
try {
  const { count } = await inRestingDatabase(dataDir, ({ client }) => client.signingKey.deleteMany());
  process.stdout.write(`${count} signing keys are forgotten; the next start makes others.\n`);
} catch (error) {
  if (!(error instanceof AirError)) throw error;
  process.stderr.write(`${error.message} Name the folder of the platform in DATA_DIR, and stop it first.\n`);
  process.exitCode = 1;
}
