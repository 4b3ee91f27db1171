import { describe, expect, it } from 'vitest';
import { startStory } from '../../testing/cap-story.ts';
import { makeLabels, thursday } from '../../testing/notices.ts';
import { makePublished } from '../../testing/published.ts';
import { capsOf } from './cap-alert.ts';
import { namedIn } from './messages.ts';
import type { Published } from './published.ts';

const hourMs = 3_600_000;
const raisedAt = thursday - hourMs;
const caps = (published: Published, now = thursday) =>
  capsOf(published, {
    sender: 'alerts@air.example',
    now,
    named: (id) => (id === 'sensor-1' ? 'Makerere' : undefined),
  });
const cap = (published: Published, now = thursday) => caps(published, now)[0] ?? null;
const over = { state: 'RESOLVED', resolvedAt: thursday, resolution: 'RECOVERED' } as const;
const resolved = { kind: 'RESOLVED', writtenAt: thursday, value: null } as const;
const raised = { kind: 'RAISED', writtenAt: raisedAt, value: 61 } as const;

describe('the first message about an incident', () => {
  it('is an Alert in five languages, with what was observed and what to do', () => {
    const alert = cap(makePublished());
    expect(alert).toMatchObject({
      ...{ identifier: 'incident-1.1.actual', sender: 'alerts@air.example', sentAt: raisedAt },
      ...{ status: 'Actual', msgType: 'Alert', note: null, references: [], incidentId: 'incident-1' },
    });
    expect(alert?.infos.map(({ language }) => language)).toEqual(['en', 'fr', 'sw', 'pt', 'ar']);
    expect(alert?.infos[0]).toMatchObject({
      ...{ categories: ['Env', 'Health'], event: 'Air quality', responseType: 'Avoid', urgency: 'Immediate' },
      ...{ severity: 'Severe', certainty: 'Observed', headline: 'Severe: Unhealthy air (Makerere)' },
      ...{ effectiveAt: raisedAt, onsetAt: raisedAt, expiresAt: raisedAt + 24 * hourMs },
      area: { description: 'Makerere', circle: '0.3476,32.5825 1', polygon: null },
    });
    expect(alert?.infos[0]?.description).toContain('Latest value: 61\u00a0µg/m³');
    expect(alert?.infos[0]?.instruction).toContain('For everyone: Cut down');
    expect(alert?.infos[0]?.parameters).toContainEqual({ name: 'unit', value: 'µg/m³' });
  });

  it('is the same whatever the newest value, and whoever looks after it', () => {
    const later = makePublished({
      incident: { last: 70, peak: 99, revision: 8, changedAt: thursday + 1, acknowledgedBy: 'ada' },
      steps: [raised, { kind: 'ACKNOWLEDGED', writtenAt: thursday, value: null }],
    });
    expect(cap(later)).toEqual(cap(makePublished()));
  });
});

describe('later messages', () => {
  it('are Updates that refer to all before them, one for each change', () => {
    const published = makePublished({
      steps: [
        raised,
        { kind: 'SILENT', writtenAt: raisedAt + 60_000, value: null },
        { kind: 'HEARD', writtenAt: raisedAt + 120_000, value: 58 },
        { kind: 'REVISED', writtenAt: raisedAt + 120_000, value: null },
      ],
    });
    expect(cap(published)).toMatchObject({
      ...{ identifier: 'incident-1.3.actual', msgType: 'Update', sentAt: raisedAt + 120_000 },
      references: [
        { identifier: 'incident-1.1.actual', sentAt: raisedAt },
        { identifier: 'incident-1.2.actual', sentAt: raisedAt + 60_000 },
      ],
    });
  });

  it('say again each twelve hours what goes on, before a message is too old', () => {
    const at = (hours: number) => cap(makePublished(), raisedAt + hours * hourMs);
    expect([at(12)?.identifier, at(13)?.identifier, at(30)?.identifier]).toEqual([
      ...['incident-1.1.actual', 'incident-1.2.actual', 'incident-1.3.actual'],
    ]);
    expect(at(30)).toMatchObject({ msgType: 'Update', sentAt: raisedAt + 24 * hourMs });
    expect(at(30)?.references).toHaveLength(2);
    expect(at(24 * 365)?.references).toHaveLength(99);
  });

  it('cancel what is over, or never was', () => {
    const ended = cap(makePublished({ incident: over, steps: [raised, resolved] }), thursday + hourMs);
    expect(ended).toMatchObject({ identifier: 'incident-1.2.actual', msgType: 'Cancel' });
    expect(ended?.infos[0]).toMatchObject({ urgency: 'Past', responseType: 'AllClear' });
    expect(ended?.infos[0]?.description).toContain('Worst value: 91.3');
    const withdrawn = makePublished({
      incident: { state: 'WITHDRAWN' },
      steps: [raised, { ...resolved, kind: 'WITHDRAWN' }],
    });
    expect(cap(withdrawn)?.infos[0]?.headline).toBe('Withdrawn: Unhealthy air (Makerere)');
  });

  it('are none about what was over before anything was said', () => {
    const steps = [raised, { ...resolved, writtenAt: raisedAt }];
    expect(cap(makePublished({ incident: over, steps }))).toBeNull();
  });
});

describe('the status', () => {
  it('is Actual with an approved rule and data that passed quality control, and a Draft else', () => {
    expect(cap(makePublished({ standing: { isPublished: true, isApproved: false } }))).toMatchObject({
      ...{ status: 'Draft', identifier: 'incident-1.1.draft' },
    });
    expect(cap(makePublished({ incident: { isQualified: false } }))?.status).toBe('Draft');
  });

  it('is Exercise for recorded air, whoever approved it, and every word says so', () => {
    const alert = cap(makePublished({ incident: { isReplayed: true } }));
    expect(alert).toMatchObject({ status: 'Exercise', note: expect.stringContaining('Recorded air') });
    for (const { headline, description } of alert?.infos ?? []) {
      expect(headline).toMatch(/^REPLAY: /);
      expect(description).toMatch(/^REPLAY/);
    }
  });
});

describe('a change of status', () => {
  const hidden = {
    kind: 'CAP_CHANGED',
    writtenAt: raisedAt + hourMs / 2,
    value: null,
    status: null,
  } as const;

  it('takes back what was said, without a word of the air, and says it anew', () => {
    const story = startStory({}, { isApproved: false });
    story.wait(hourMs);
    story.say({ isApproved: true });
    const [actual, draft] = caps(story.published(), story.now());
    expect(actual).toMatchObject({
      ...{ identifier: 'incident-1.3.actual', msgType: 'Alert', references: [], note: null },
      sentAt: thursday + hourMs,
    });
    expect(actual?.infos[0]?.description).toContain('Latest value: 61');
    expect(draft).toMatchObject({
      ...{ identifier: 'incident-1.2.draft', msgType: 'Cancel', infos: [], sentAt: thursday + hourMs },
      note: expect.stringContaining('does not say that the air is better'),
      references: [{ identifier: 'incident-1.1.draft', sentAt: thursday }],
    });
  });

  it('of recorded air says in its Cancel too that it is recorded', () => {
    const story = startStory({ isReplayed: true });
    story.say({ isPublished: false });
    expect(caps(story.published(), story.now())).toMatchObject([
      { status: 'Exercise', msgType: 'Cancel', note: expect.stringContaining('Recorded air') },
    ]);
  });

  it('is told of what was raised before trails knew of it', () => {
    const published = makePublished({
      standing: { isPublished: false, isApproved: true },
      steps: [raised, { ...hidden, statusBefore: 'Actual' }],
    });
    expect(caps(published)).toMatchObject([
      {
        identifier: 'incident-1.2.actual',
        msgType: 'Cancel',
        references: [{ identifier: 'incident-1.1.actual' }],
      },
    ]);
  });

  it('that no trail tells of shows nothing that nobody may see', () => {
    expect(caps(makePublished({ standing: { isPublished: false, isApproved: true } }))).toEqual([]);
    const told = { ...raised, status: 'Actual' } as const;
    expect(
      caps(makePublished({ standing: { isPublished: false, isApproved: true }, steps: [told] })),
    ).toEqual([]);
  });

  it('leaves what was over before it', () => {
    const steps = [{ ...raised, status: 'Actual' } as const, resolved];
    const ended = makePublished({
      ...{ incident: over, standing: { isPublished: true, isApproved: false }, steps },
    });
    expect(caps(ended)).toMatchObject([{ identifier: 'incident-1.2.actual', msgType: 'Cancel' }]);
    expect(caps({ ...ended, standing: { isPublished: false, isApproved: false } })).toHaveLength(1);
    const unseen = { ...ended, steps: [{ ...raised, status: null }, resolved] };
    expect(caps(unseen)).toEqual([]);
  });
});

describe('certainty', () => {
  const forecast = (head: 'PT4H' | 'D1', value: number) =>
    cap(
      makePublished({
        condition: {
          ...{ kind: 'THRESHOLD', together: null },
          signal: { kind: 'FORECAST', quantity: 'PM25', head, level: 55.5 },
          threshold: { comparison: 'ABOVE', at: 0.3, recovery: 0.2 },
        },
        steps: [{ ...raised, value }],
      }),
    )?.infos[0];

  it('of a forecast follows from its probability', () => {
    expect(forecast('D1', 0.7)).toMatchObject({ certainty: 'Likely', urgency: 'Future' });
    expect(forecast('PT4H', 0.5)).toMatchObject({ certainty: 'Possible', urgency: 'Expected' });
    expect(forecast('D1', 0.7)?.description).toContain('probability of PM2.5 at or above 55.5');
  });
});

describe('the area', () => {
  it('of sensors judged together is where their rule looks', () => {
    const incident = { labels: makeLabels({ sensorId: null, siteId: null }), latitude: 1, longitude: 2 };
    const box = { kind: 'BOX', south: 0, west: 32, north: 1, east: 33 } as const;
    expect(cap(makePublished({ incident, area: box }))?.infos[0]?.area).toEqual({
      ...{ description: 'several sensors', circle: null, polygon: '0,32 1,32 1,33 0,33 0,32' },
    });
    const circle = { kind: 'CIRCLE', latitude: 0.5, longitude: 32.5, radiusKm: 20 } as const;
    expect(cap(makePublished({ incident, area: circle }))?.infos[0]?.area.circle).toBe('0.5,32.5 20');
  });

  it('of a sensor nobody knows the place of is its name alone', () => {
    const area = cap(makePublished({ incident: { latitude: null, longitude: null } }))?.infos[0]?.area;
    expect(area).toEqual({ description: 'Makerere', circle: null, polygon: null });
  });
});

it('an incident about a sensor says that it is about a sensor', () => {
  const published = makePublished({
    incident: { peak: null, last: null, state: 'NO_DATA' },
    condition: { kind: 'OFFLINE', quantity: null },
  });
  expect(cap(published)?.infos[0]).toMatchObject({ categories: ['Infra'], responseType: 'Assess' });
});

it('an incident is found by the name of any of its messages', () => {
  expect(namedIn('a.b.12.exercise')).toEqual({ incidentId: 'a.b', status: 'exercise' });
  expect([namedIn('a'), namedIn('a.1.actual.xml'), namedIn('.1.actual')]).toEqual([null, null, null]);
});
