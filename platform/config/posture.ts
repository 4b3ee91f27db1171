import { secretNames } from './access-settings.ts';
import { type Config, serviceNames } from './schema.ts';
import { weaknessOf } from './weak-secret.ts';

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
const crossesNetwork = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && !isLoopback(hostname);
};

const isApart = ({ SERVE }: Config): boolean => serviceNames.some((name) => !SERVE.includes(name));

/** Whether strangers may ask for the schema, be given hints at it and see the explorer pages. */
export const explores = ({ EXPLORE, NODE_ENV }: Config): boolean =>
  (EXPLORE ?? (NODE_ENV === 'production' ? 'off' : 'on')) === 'on';

const isInProduction = ({ NODE_ENV }: Config): boolean => NODE_ENV === 'production';
/** Whether other machines reach this process. */
const isOpen = ({ HOST }: Config): boolean => !isLoopback(HOST);
const speaksTls = ({ PUBLIC_URL }: Config): boolean => PUBLIC_URL.startsWith('https:');

/** Wherever somebody else could try them. */
const weakSecrets = (config: Config): readonly string[] => {
  if (!isInProduction(config) && !isOpen(config)) return [];
  const where = isInProduction(config)
    ? 'in production'
    : `while HOST=${config.HOST} opens this process to the network`;
  return secretNames.flatMap((name) => {
    const secret = config[name];
    const weakness = secret === undefined ? undefined : weaknessOf(secret);
    return weakness
      ? [
          `${name}=[redacted]: refused ${where}, because ${weakness}; openssl rand -base64 48 makes a good one`,
        ]
      : [];
  });
};

/** Why these settings must not meet the open world, each with what to do; one line a problem. */
export const postureProblems = (config: Config): readonly string[] => {
  const problems = [...weakSecrets(config)];
  if (!isInProduction(config)) return problems;
  if (isApart(config) && config.INTERNAL_SECRET === undefined)
    problems.push(
      `INTERNAL_SECRET is not set, and SERVE=${config.SERVE.join(',')} is a part of the platform: in production its parts prove to each other who asks with one secret that is given to all of them (INTERNAL_SECRET or INTERNAL_SECRET_FILE)`,
    );
  if (crossesNetwork(config.PUBLIC_URL))
    problems.push(
      `PUBLIC_URL=${config.PUBLIC_URL}: passwords and tokens would cross the network readable; put a proxy with TLS before it and use its https:// address`,
    );
  else if (isOpen(config) && !speaksTls(config) && config.TRUSTED_PROXIES.length === 0)
    problems.push(
      `HOST=${config.HOST} opens this process to the network, and nothing says that TLS stands before it: passwords and tokens would cross the network readable; set PUBLIC_URL to the https:// address that clients use, or TRUSTED_PROXIES to the proxy that speaks TLS`,
    );
  return problems;
};

/** What is allowed and probably not meant, in production; one line each. */
export const postureWarnings = (config: Config): readonly string[] => {
  if (!isInProduction(config)) return [];
  const { PUBLIC_URL, HOST, TRUSTED_PROXIES } = config;
  const warnings: string[] = [];
  const isTls = speaksTls(config);
  if (isTls && TRUSTED_PROXIES.length === 0 && config.SERVE.includes('gateway'))
    warnings.push(
      `PUBLIC_URL=${PUBLIC_URL} is answered by a proxy, and TRUSTED_PROXIES names none: all its clients count as one address, and share one address's limits`,
    );
  if (!isTls && isOpen(config))
    warnings.push(
      `HOST=${HOST} opens this process to the network, while PUBLIC_URL=${PUBLIC_URL} is this machine alone: set PUBLIC_URL to the https:// address that clients use`,
    );
  if (config.SERVE.includes('auth') && config.AUTH_SECRET === undefined)
    warnings.push(
      'AUTH_SECRET is not set: the one in DATA_DIR is used, which lies beside what it encrypts, also in a backup',
    );
  if (config.SERVE.includes('alerts') && config.ALERTS_SECRET === undefined)
    warnings.push(
      'ALERTS_SECRET is not set: the one in DATA_DIR is used, which lies beside what it encrypts, also in a backup',
    );
  const plain = isApart(config)
    ? (
        [
          'AUTH_URL',
          'READINGS_URL',
          'FORECASTS_URL',
          'CORRELATIONS_URL',
          'ALERTS_URL',
          'EXPORTS_URL',
          'SENSORS_URL',
        ] as const
      ).filter((name) => config[name].some(crossesNetwork))
    : [];
  if (plain.length > 0)
    warnings.push(
      `${plain.join(', ')}: requests between the gateway and subgraphs, passwords among them, cross the network readable; keep it a network of your own`,
    );
  return warnings;
};
