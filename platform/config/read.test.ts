import { describe, expect, it } from 'vitest';
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
      SERVE: ['gateway', 'readings', 'sensors'],
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
    expect(problems.join()).toContain('gateway, readings, sensors');
  });

  it('is logged without its secrets', () => {
    const config = readConfig({ ADMIN_TOKEN: 'a-secret-of-more-than-24-characters' });
    expect(JSON.stringify(redacted(config))).not.toContain('a-secret');
  });

  it('explains every setting in --help', () => {
    for (const [name, setting] of Object.entries(settings.shape)) {
      expect(helpText()).toContain(`  ${name}`);
      expect(setting.description).toBeTruthy();
    }
  });
});
