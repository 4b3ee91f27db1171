import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keptSecret } from '@aqmrg/platform/access/kept-secret.ts';
import type { RateLimits } from '@aqmrg/platform/access/rate-limit.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import type { AlertSettings, AuthSettings, ExportSettings } from '@aqmrg/platform/subgraph/define.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export const rateLimitsOf = (config: Config): RateLimits => ({
  costPerMinute: config.RATE_COST_PER_MINUTE,
  strangersCostPerMinute: config.RATE_STRANGERS_COST_PER_MINUTE,
  mutationsPerMinute: config.RATE_MUTATIONS_PER_MINUTE,
  signInsPerMinute: config.RATE_SIGN_INS_PER_MINUTE,
  rowsPerMinute: config.RATE_ROWS_PER_MINUTE,
  socketsPerMinute: config.RATE_SOCKETS_PER_MINUTE,
});

/** Models that are named by the settings, or those that come with the code. */
export const modelsDirOf = ({ MODELS_DIR }: Config): string =>
  MODELS_DIR ?? fileURLToPath(new URL('../../ml/models/', import.meta.url));

/** A secret that is set, or else one that is made and kept beside the data. */
export const secretOf = async (given: string | undefined, folder: string, name: string): Promise<string> =>
  given ?? (await keptSecret(folder, name)).secret;

export const authSettingsOf = async (config: Config): Promise<AuthSettings> => ({
  secret: await secretOf(config.AUTH_SECRET, config.DATA_DIR, 'auth-secret'),
  setupToken: await secretOf(config.SETUP_TOKEN, config.DATA_DIR, 'setup-token'),
  signUp: config.SIGN_UP,
  issuer: config.PUBLIC_URL,
  accessTokenMs: config.ACCESS_TOKEN_MINUTES * minuteMs,
  sessionMs: config.SESSION_DAYS * dayMs,
});

export const alertSettingsOf = async (config: Config): Promise<AlertSettings> => ({
  secret: await secretOf(config.ALERTS_SECRET, config.DATA_DIR, 'alerts-secret'),
  publicUrl: config.PUBLIC_URL,
  smtpUrl: config.SMTP_URL ?? null,
  smtpTls: config.SMTP_TLS,
  smtpCa: config.SMTP_CA_FILE === undefined ? null : await readFile(config.SMTP_CA_FILE, 'utf8'),
  mailFrom: config.MAIL_FROM ?? null,
  privateRanges: config.WEBHOOK_PRIVATE_RANGES,
});

export const exportSettingsOf = async (config: Config): Promise<ExportSettings> => ({
  secret: await secretOf(config.EXPORTS_SECRET, config.DATA_DIR, 'exports-secret'),
  publicUrl: config.PUBLIC_URL,
  scratchDir: resolve(config.DATA_DIR, 'exports-scratch'),
});
