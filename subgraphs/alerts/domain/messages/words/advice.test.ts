import { severities } from '@aqmrg/schema/events/alerts.ts';
import { quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { describe, expect, it } from 'vitest';
import { makeIncident } from '../../../testing/notices.ts';
import { languages } from '../../notify/receiver.ts';
import { adviceFor, adviceOn } from './advice.ts';

describe('advice', () => {
  it('is there for every severity, quantity and language, in words of that language', () => {
    for (const severity of severities)
      for (const quantity of [...quantities, null]) {
        const said = languages.map((language) => adviceFor(severity, quantity, language));
        expect(new Set(said.map(({ everyone }) => everyone)).size).toBe(languages.length);
        expect(said.every(({ everyone, sensitiveGroups }) => everyone !== sensitiveGroups)).toBe(true);
      }
  });

  it('grows with the severity, and names masks for particles alone', () => {
    const everyone = severities.map((severity) => adviceFor(severity, 'PM25', 'en').everyone);
    expect(new Set(everyone).size).toBe(4);
    expect(everyone[0]).not.toContain('mask');
    expect(everyone[2]).toContain('mask');
    expect(adviceFor('SEVERE', 'NO2', 'en').everyone).not.toContain('mask');
    expect(adviceFor('SEVERE', 'SO2', 'en').sensitiveGroups).toContain('inhaler');
  });

  it('is about the instrument where the incident is', () => {
    const silent = makeIncident({ peak: null, last: null });
    expect(adviceOn(silent, undefined, 'en').everyone).toContain('nothing about the air');
    const flagged = { kind: 'QUALITY', quantity: 'PM25', tests: ['CHANNELS'], windowMs: 3_600_000 } as const;
    const threshold = { comparison: 'ABOVE', at: 3, recovery: 3 } as const;
    const condition = { kind: 'THRESHOLD', signal: flagged, threshold, together: null } as const;
    expect(adviceOn(makeIncident(), condition, 'en').everyone).toContain('instrument');
    expect(adviceOn(makeIncident(), undefined, 'en')).toEqual(adviceFor('SEVERE', 'PM25', 'en'));
  });
});
