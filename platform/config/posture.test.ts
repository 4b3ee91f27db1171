import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { secretNames } from './access-settings.ts';
import { postureProblems, postureWarnings } from './posture.ts';
import { ConfigError, readConfig } from './read.ts';
import { settings } from './schema.ts';

const good = 'vD1zJ7kQ0mT4xR9bW2nL5cY8gH3fP6sA';
const production = { NODE_ENV: 'production' };
const makeConfig = (environment: Record<string, string>) => settings.parse(environment);

describe('in production', () => {
  it('the commands of the guides start', async () => {
    const commands: string[] = [];
    for (const page of ['README.md', 'docs/how-to/run-in-production.md']) {
      const text = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
      commands.push(...[...text.matchAll(/^NODE_ENV=production .*$/gm)].map(([line]) => line));
    }
    expect(commands.length).toBeGreaterThan(3);
    for (const command of commands) {
      const given = [...command.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) =>
        name.endsWith('_FILE') ? [name.replace('_FILE', ''), good] : [name, value],
      );
      expect(postureProblems(readConfig(Object.fromEntries(given))), command).toEqual([]);
    }
  });

  it('what listens to the network has TLS before it', () => {
    const problems = (environment: Record<string, string>) =>
      postureProblems(makeConfig({ ...production, ...environment }));
    for (const HOST of ['0.0.0.0', '::', '192.0.2.7'])
      expect(problems({ HOST })).toEqual([
        expect.stringMatching(/HOST=.* TLS .*PUBLIC_URL.*TRUSTED_PROXIES/),
      ]);
    expect(problems({ HOST: '0.0.0.0', PUBLIC_URL: 'https://air.example.org' })).toEqual([]);
    expect(problems({ HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.1' })).toEqual([]);
    for (const HOST of ['127.0.0.1', 'localhost', '::1']) expect(problems({ HOST })).toEqual([]);
    expect(postureProblems(makeConfig({ HOST: '0.0.0.0' }))).toEqual([]);
  });

  it.each(secretNames)('a weak %s is refused, by its name and never by its value', (name) => {
    const weak = 'changeme-changeme-changeme-changeme';
    const [problem, ...more] = postureProblems(makeConfig({ ...production, [name]: weak }));
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name}=\\[redacted\\]: refused in production`));
    expect(problem).not.toContain('changeme');
    expect(() => readConfig({ ...production, [name]: weak })).toThrow(ConfigError);
    expect(readConfig({ [name]: weak })[name]).toBe(weak);
  });

  it.each(secretNames)('a weak %s is refused elsewhere too, where others can try it', (name) => {
    const weak = 'changeme-changeme-changeme-changeme';
    const [problem, ...more] = postureProblems(makeConfig({ HOST: '0.0.0.0', [name]: weak }));
    expect(more).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name}=\\[redacted\\]: refused while HOST=0.0.0.0`));
    expect(problem).not.toContain('changeme');
    expect(postureProblems(makeConfig({ HOST: '0.0.0.0', [name]: good }))).toEqual([]);
  });

  it('random secrets of every usual form are taken', () => {
    for (let i = 0; i < 200; i += 1) {
      const bytes = randomBytes(32);
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const config = makeConfig({ ...production, AUTH_SECRET: bytes.toString(encoding) });
        expect(postureProblems(config)).toEqual([]);
      }
    }
  });

  it('a part of the platform needs the secret that its parts share', () => {
    expect(postureProblems(makeConfig({ ...production, SERVE: 'gateway' }))).toEqual([
      expect.stringContaining('INTERNAL_SECRET is not set, and SERVE=gateway is a part'),
    ]);
    expect(postureProblems(makeConfig({ ...production, SERVE: 'gateway', INTERNAL_SECRET: good }))).toEqual(
      [],
    );
    expect(postureProblems(makeConfig({ SERVE: 'gateway' }))).toEqual([]);
  });

  it('passwords do not cross a network readable', () => {
    expect(postureProblems(makeConfig({ ...production, PUBLIC_URL: 'http://air.example.org' }))).toEqual([
      expect.stringContaining('TLS'),
    ]);
    for (const fine of [
      'https://air.example.org',
      'http://localhost:8000',
      'http://127.0.0.1',
      'http://[::1]:80',
    ])
      expect(postureProblems(makeConfig({ ...production, PUBLIC_URL: fine })), fine).toEqual([]);
  });

  it('is warned of what is probably not meant', () => {
    const warnings = (environment: Record<string, string>) =>
      postureWarnings(makeConfig({ ...production, AUTH_SECRET: good, ALERTS_SECRET: good, ...environment }));
    expect(warnings({})).toEqual([]);
    const behindProxy = { PUBLIC_URL: 'https://air.example.org' };
    expect(warnings(behindProxy)).toEqual([expect.stringContaining('TRUSTED_PROXIES names none')]);
    expect(warnings({ ...behindProxy, TRUSTED_PROXIES: '10.0.0.1' })).toEqual([]);
    expect(warnings({ HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.1' })).toEqual([
      expect.stringContaining('PUBLIC_URL'),
    ]);
    expect(warnings({ SERVE: 'gateway', AUTH_URL: 'http://10.0.0.3:8001' })).toEqual([
      expect.stringContaining('AUTH_URL: '),
    ]);
    expect(postureWarnings(makeConfig(production))).toEqual([
      expect.stringContaining('AUTH_SECRET'),
      expect.stringContaining('ALERTS_SECRET'),
    ]);
    expect(postureWarnings(makeConfig({ HOST: '0.0.0.0' }))).toEqual([]);
  });
});
