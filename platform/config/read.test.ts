import { describe, expect, it } from 'vitest';
import { secretNames } from './access-settings.ts';
import { helpText } from './help.ts';
import { ConfigError, readConfig, redacted } from './read.ts';
import { settings } from './schema.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PROFILE: 'embedded',
      SERVE: ['gateway', 'auth', 'readings', 'forecasts', 'correlations', 'alerts', 'sensors', 'exports'],
      PORT: 8000,
      REPLAY: { kind: 'on', speed: 1 },
    });
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ PORT: '' }).PORT).toBe(8000);
  });

  it('reads a speed, a list of names and a port', () => {
    expect(readConfig({ REPLAY: '60', SERVE: 'gateway, readings', PORT: '9000' })).toMatchObject({
      REPLAY: { kind: 'on', speed: 60 },
      SERVE: ['gateway', 'readings'],
      PORT: 9000,
    });
  });

  it('reports every problem at once, and never prints a secret', () => {
    const problems = problemsOf({ PORT: 'eighty', SERVE: 'kitchen', REPLAY: '0', ADMIN_TOKEN: 'hunter2' });
    expect(problems.map((line) => line.split('=')[0]).sort()).toEqual([
      'ADMIN_TOKEN',
      'PORT',
      'REPLAY',
      'SERVE',
    ]);
    expect(problems.join()).not.toContain('hunter2');
    expect(problems.join()).toContain(
      'gateway, auth, readings, forecasts, correlations, alerts, sensors, exports',
    );
  });

  it('is logged without its secrets', () => {
    const given = Object.fromEntries(
      secretNames.map((name) => [name, `the value of ${name}, which is long`]),
    );
    const logged = JSON.stringify(redacted(readConfig(given)));
    expect(logged).not.toContain('the value of');
    expect(logged.match(/\[redacted\]/g)).toHaveLength(secretNames.length);
  });

  it('takes ADMIN_TOKEN as the former name of SETUP_TOKEN, and one of them alone', () => {
    const token = 'a token of 24 characters';
    expect(readConfig({ ADMIN_TOKEN: token }).SETUP_TOKEN).toBe(token);
    expect(problemsOf({ ADMIN_TOKEN: token, SETUP_TOKEN: token })).toEqual([
      'SETUP_TOKEN, ADMIN_TOKEN: set one of them, not both',
    ]);
  });

  it('believes proxies by address or range, never everybody', () => {
    const TRUSTED_PROXIES = '10.0.0.7, 10.1.0.0/16,fd00::/8,::1';
    expect(readConfig({ TRUSTED_PROXIES }).TRUSTED_PROXIES).toEqual([
      '10.0.0.7',
      '10.1.0.0/16',
      'fd00::/8',
      '::1',
    ]);
    for (const wrong of [
      'proxy.example.org',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/33',
      '10.0.0.0/8/8',
      'loopback',
      '10.0.0.0/',
    ])
      expect(problemsOf({ TRUSTED_PROXIES: wrong }), wrong).toHaveLength(1);
  });

  it('takes the address of the graph without what does not belong to it', () => {
    expect(readConfig({ PUBLIC_URL: 'https://air.example.org/' }).PUBLIC_URL).toBe('https://air.example.org');
    for (const wrong of [
      'air.example.org',
      'ftp://air.example.org',
      'https://me:you@air.example.org',
      'https://air.example.org?x',
    ])
      expect(problemsOf({ PUBLIC_URL: wrong }), wrong).toHaveLength(1);
  });

  it.each([
    ['ACCESS_TOKEN_MINUTES', '61'],
    ['ACCESS_TOKEN_MINUTES', '0.5'],
    ['SESSION_DAYS', '0'],
    ['SIGN_UP', 'everybody'],
    ['RATE_COST_PER_MINUTE', '-1'],
    ['RATE_SIGN_INS_PER_MINUTE', 'many'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}="${value}": use `)]);
  });

  it('explains every setting in --help', () => {
    for (const [name, setting] of Object.entries(settings.shape)) {
      expect(helpText()).toContain(`  ${name}`);
      expect(setting.description).toBeTruthy();
    }
  });
});
