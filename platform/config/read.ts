import { fileOf } from './parts.ts';
import { postureProblems } from './posture.ts';
import { type Config, secretSettings, settings } from './schema.ts';
import { type Environment, type FromFile, fromFiles, readSecrets } from './secret-files.ts';

/** All that is wrong with the environment, one line a problem. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Cannot start, because of the environment:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const isSet = ([, value]: [string, string | undefined]): boolean => value !== undefined && value !== '';

/** The setting of a secret as it was given: by its value, by a file, or by its former name. */
const wayOf = (name: string, given: Environment): string => {
  if (!fromFiles.includes(name as FromFile) || given[name] !== undefined) return name;
  const file = fileOf(name as FromFile);
  return given[file] === undefined ? 'ADMIN_TOKEN' : file;
};

/** Reads every setting and reports every problem at once. An empty variable counts as not set. */
export const readConfig = (environment: Environment): Config => {
  const given: Environment = Object.fromEntries(Object.entries(environment).filter(isSet));
  const { values, problems } = readSecrets(given);
  const { ADMIN_TOKEN: _former, ...others } = given;
  const result = settings.safeParse({ ...others, ...values });
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = secretSettings.has(name) ? '[redacted]' : JSON.stringify(given[name]);
      return `${wayOf(name, given)}=${value}: ${issue.message}`;
    });
    throw new ConfigError([...problems, ...faults]);
  }
  const all = [...problems, ...postureProblems(result.data)];
  if (all.length > 0) throw new ConfigError(all);
  return result.data;
};

/** The configuration as it may be logged. */
export const redacted = (config: Config): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      secretSettings.has(name) && value !== undefined ? '[redacted]' : value,
    ]),
  );
