import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretNames } from './access-settings.ts';
import { postureProblems, postureWarnings } from './posture.ts';
import { ConfigError, readConfig } from './read.ts';
import { settings } from './schema.ts';

const good = 'vD1zJ7kQ0mT4xR9bW2nL5cY8gH3fP6sA';
const production = { NODE_ENV: 'production' };
const makeConfig = (environment: Record<string, string>) => settings.parse(environment);

describe('in production', () => {
  it('the settings of the README start', () => {
    expect(postureProblems(readConfig({ ...production, HOST: '0.0.0.0' }))).toEqual([]);
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
      postureWarnings(makeConfig({ ...production, AUTH_SECRET: good, ...environment }));
    expect(warnings({})).toEqual([]);
    const behindProxy = { PUBLIC_URL: 'https://air.example.org' };
    expect(warnings(behindProxy)).toEqual([expect.stringContaining('TRUSTED_PROXIES names none')]);
    expect(warnings({ ...behindProxy, TRUSTED_PROXIES: '10.0.0.1' })).toEqual([]);
    expect(warnings({ HOST: '0.0.0.0' })).toEqual([expect.stringContaining('PUBLIC_URL')]);
    expect(warnings({ SERVE: 'gateway', AUTH_URL: 'http://10.0.0.3:8001' })).toEqual([
      expect.stringContaining('AUTH_URL: '),
    ]);
    expect(postureWarnings(makeConfig(production))).toEqual([expect.stringContaining('AUTH_SECRET')]);
    expect(postureWarnings(makeConfig({ HOST: '0.0.0.0' }))).toEqual([]);
  });
});
