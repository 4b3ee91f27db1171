import { type Config, secretSettings, settings } from './schema.ts';

/** All that is wrong with the environment, one line a problem. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Cannot start, because of the environment:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const isSet = ([, value]: [string, string | undefined]): boolean => value !== undefined && value !== '';

/** Reads every setting and reports every problem at once. An empty variable counts as not set. */
export const readConfig = (environment: Environment): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(isSet));
  const result = settings.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = secretSettings.has(name) ? '[redacted]' : JSON.stringify(given[name]);
      return `${name}=${value}: ${issue.message}`;
    }),
  );
};

/** The configuration as it may be logged. */
export const redacted = (config: Config): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      secretSettings.has(name) && value !== undefined ? '[redacted]' : value,
    ]),
  );
