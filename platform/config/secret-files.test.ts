import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretNames } from './access-settings.ts';
import { type ConfigError, readConfig } from './read.ts';

const content = 'vD1zJ7kQ0mT4xR9bW2nL5cY8gH3fP6sA';

describe('a secret from a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-files-'));
    await writeFile(join(folder, 'good'), `${content}\n`);
    await writeFile(join(folder, 'short'), 'too-short');
    await writeFile(join(folder, 'empty'), ' \n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const problemsOf = (environment: Record<string, string>): readonly string[] => {
    try {
      readConfig(environment);
      return [];
    } catch (error) {
      return (error as ConfigError).problems;
    }
  };

  it.each(secretNames)('is %s without the line break at its end', (name) => {
    expect(readConfig({ [`${name}_FILE`]: join(folder, 'good') })[name]).toBe(content);
  });

  it('is not taken beside the value, of which one would be changed in vain', () => {
    const both = { AUTH_SECRET: content, AUTH_SECRET_FILE: join(folder, 'good') };
    expect(problemsOf(both)).toEqual(['AUTH_SECRET, AUTH_SECRET_FILE: set one of them, not both']);
  });

  it.each([
    ['not there', 'absent', 'this file cannot be read (ENOENT)'],
    ['a folder', '.', 'this file cannot be read (EISDIR)'],
    ['empty', 'empty', 'the file is empty'],
  ])('is refused by its path where it is %s', (_what, file, why) => {
    const path = join(folder, file);
    expect(problemsOf({ INTERNAL_SECRET_FILE: path })).toEqual([`INTERNAL_SECRET_FILE=${path}: ${why}`]);
  });

  it('is judged as a value is, and never shown', () => {
    const problems = problemsOf({ AUTH_SECRET_FILE: join(folder, 'short') });
    expect(problems).toEqual([
      expect.stringContaining('AUTH_SECRET_FILE=[redacted]: at least 32 characters'),
    ]);
    expect(problems.join()).not.toContain('too-short');
  });
});
