import { describe, expect, it } from 'vitest';
import {
  everything,
  hourMs,
  makeIncident,
  makeInhibition,
  makeSilence,
  monday,
} from '../../../testing/notify/make.ts';
import type { Inhibition } from '../silence.ts';
import { hushOf, type Quiet } from './hush.ts';
import { matches } from './matches.ts';

const hush = (changes: Partial<Quiet>, incident = makeIncident()) =>
  hushOf(incident, { silences: [], inhibitions: [], openIncidents: [], ...changes }, monday);

const worse = makeIncident({ id: 'worse', labels: { severity: 'EXTREME' } });
const inhibited = (inhibition: Partial<Inhibition>, other = worse, incident = makeIncident()) =>
  hush({ inhibitions: [makeInhibition(inhibition)], openIncidents: [other, incident] }, incident);

describe('a matcher', () => {
  it('names incidents by every list that it has', () => {
    expect(matches(everything, makeIncident())).toBe(true);
    expect(matches({ ...everything, siteIds: ['site-1'], severities: ['MINOR'] }, makeIncident())).toBe(
      false,
    );
    expect(matches({ ...everything, siteIds: ['site-1'], severities: ['MODERATE'] }, makeIncident())).toBe(
      true,
    );
    expect(matches({ ...everything, siteIds: [''] }, makeIncident({ labels: { siteId: null } }))).toBe(false);
  });
});

describe('an incident is kept quiet', () => {
  it('by nothing', () => expect(hush({})).toBeNull());

  it('by a silence while it holds, the one that holds longest', () => {
    const silences = [makeSilence(), makeSilence({ id: 'longer', endsAt: monday + 2 * hourMs })];
    expect(hush({ silences })).toEqual({ kind: 'SILENCE', by: 'longer', until: monday + 2 * hourMs });
    expect(hush({ silences: [makeSilence({ startsAt: monday + 1 })] })).toBeNull();
    expect(hush({ silences: [makeSilence({ startsAt: monday - hourMs, endsAt: monday })] })).toBeNull();
    const matcher = { ...everything, sensorIds: ['another'] };
    expect(hush({ silences: [makeSilence({ matcher })] })).toBeNull();
  });

  it('while somebody put it off', () => {
    expect(hush({}, makeIncident({ snoozedUntil: monday + 1 }))?.kind).toBe('SNOOZE');
    expect(hush({}, makeIncident({ snoozedUntil: monday }))).toBeNull();
  });

  it('by another that is open and says as much, of what they have in common', () => {
    expect(inhibited({})).toEqual({ kind: 'INHIBITION', by: 'inhibition-1', until: null });
    expect(inhibited({ equal: ['SENSOR', 'SITE', 'COUNTRY'] })?.kind).toBe('INHIBITION');
    const elsewhere = makeIncident({ id: 'worse', labels: { severity: 'EXTREME', sensorId: 'other' } });
    expect(inhibited({}, elsewhere)).toBeNull();
    expect(inhibited({ equal: [] }, elsewhere)?.kind).toBe('INHIBITION');
  });

  it('not by itself, nor by one that it would keep quiet as well', () => {
    const both = { source: everything, target: everything };
    expect(inhibited(both)).toBeNull();
    expect(inhibited({ ...both, target: { ...everything, severities: ['MODERATE'] } })?.kind).toBe(
      'INHIBITION',
    );
  });

  it('where it is real not by what is replayed', () => {
    expect(inhibited({}, { ...worse, isReplayed: true })).toBeNull();
    expect(inhibited({}, { ...worse, isReplayed: true }, makeIncident({ isReplayed: true }))?.kind).toBe(
      'INHIBITION',
    );
  });
});
