import { readFileSync } from 'node:fs';
import { secretNames } from './access-settings.ts';
import { alertSecretNames } from './alert-settings.ts';
import { fileOf } from './parts.ts';
import { serverSecretNames } from './server-settings.ts';

/** Settings that may come from a file. */
export const fromFiles = [...secretNames, ...alertSecretNames, ...serverSecretNames] as const;
export type FromFile = (typeof fromFiles)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

const read = (name: FromFile, path: string): { readonly secret?: string; readonly problem?: string } => {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    return secret === '' ? { problem: `${fileOf(name)}=${path}: the file is empty` } : { secret };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { problem: `${fileOf(name)}=${path}: this file cannot be read (${code})` };
  }
};

export interface Secrets {
  /** Those that were set, from a variable or a file. */
  readonly values: Partial<Record<FromFile, string>>;
  /** Never with the content of a file. */
  readonly problems: readonly string[];
}

/** The secrets of an environment, each set by its value or by a file that holds it: never by both, lest one is changed in vain. */
export const readSecrets = (given: Environment): Secrets => {
  const values: Partial<Record<FromFile, string>> = {};
  const problems: string[] = [];
  for (const name of fromFiles) {
    const former = name === 'SETUP_TOKEN' ? ['ADMIN_TOKEN'] : [];
    const ways = [name, fileOf(name), ...former].filter((way) => given[way] !== undefined);
    const [way, other] = ways;
    if (other !== undefined) {
      problems.push(`${ways.join(', ')}: set one of them, not both`);
    } else if (way === fileOf(name)) {
      const { secret, problem } = read(name, given[way] as string);
      if (secret !== undefined) values[name] = secret;
      else problems.push(problem as string);
    } else if (way !== undefined) {
      values[name] = given[way] as string;
    }
  }
  return { values, problems };
};
