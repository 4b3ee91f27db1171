import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeReasons } from '../../domain/notify/notice.ts';
import { languages } from '../../domain/notify/receiver.ts';
import type { Condition } from '../../domain/rule/rule.ts';
import { makeIncident, makeLabels, makeNotice, pm25Above, thursday } from '../../testing/notices.ts';
import { composeMessage } from './compose.ts';

const links = {
  unsubscribe: 'https://air.example/v1/alerts/unsubscribe/t',
  confirm: 'https://air.example/v1/alerts/confirm/t',
  alert: (id: string) => `https://air.example/alerts/${id}`,
};
const kampala = { language: 'en', timeZone: 'Africa/Kampala' } as const;
const english = (changes: Parameters<typeof makeNotice>[0] = {}) =>
  composeMessage(makeNotice(changes), kampala, links);

describe('a message', () => {
  it('says how bad it is, where, what, how much, since when in local time, and what to do', () => {
    const { subject, text } = english();
    expect(subject).toBe('Severe: Unhealthy air (Makerere, Makerere University)');
    expect(text).toContain('Condition: mean of PM2.5 over 1 hour at or above 55.5\u00a0µg/m³');
    expect(text).toContain('Latest value: 78\u00a0µg/m³ – 5 March 2026 at 14:00 GMT+03:00 (Africa/Kampala)');
    expect(text).toContain('Worst value: 91.3\u00a0µg/m³ – 5 March 2026 at 13:30 GMT+03:00');
    expect(text).toContain('Since: 5 March 2026 at 13:00 GMT+03:00');
    expect(text).toMatch(/For everyone: Cut down .* mask/);
    expect(text).toContain('preliminary data');
    expect(text).toContain('Details: https://air.example/alerts/incident-1');
    expect(text.trimEnd().endsWith(`Unsubscribe: ${links.unsubscribe}`)).toBe(true);
  });

  it('is in the language, numbers and direction of who is told', () => {
    const told = (language: (typeof languages)[number]) =>
      composeMessage(makeNotice(), { language, timeZone: 'Africa/Ndjamena' }, links);
    expect(told('fr').text).toContain('Pire valeur : 91,3\u00a0µg/m³ – 5 mars 2026 à 11:30 UTC+01:00');
    expect(told('sw').text).toContain('wastani wa PM2.5 kwa saa 1: 55.5');
    expect(told('pt').text).toContain('PM2,5, média de 1 hora: 55,5');
    expect(told('ar').html).toContain('<html lang="ar" dir="rtl">');
    expect(told('ar').subject).toContain('شديدة');
    // a name from left to right keeps to itself
    expect(told('ar').subject).toContain('\u2068Unhealthy air\u2069');
    expect(told('en').html).toContain('<html lang="en" dir="ltr">');
  });

  it.each([
    ['REPEATED', 'Still going on – Severe: '],
    ['ESCALATED', 'Not acknowledged yet – Severe: '],
    ['ALL_CLEAR', 'All clear: '],
    ['WITHDRAWN', 'Withdrawn: '],
  ] as const)('of %s says so in its subject', (reason, start) => {
    expect(english({ reason }).subject.startsWith(start)).toBe(true);
  });

  it('of what is over says until when, and that nothing more needs to be done', () => {
    const incident = makeIncident({ state: 'RESOLVED', resolvedAt: thursday, resolution: 'RECOVERED' });
    const { text } = english({ reason: 'ALL_CLEAR', incidents: [incident] });
    expect(text).toContain('Until: 5 March 2026 at 14:00');
    expect(text).toContain('For everyone: Nothing more needs to be done.');
    expect(text).not.toContain('Latest value');
  });

  it('of a sensor that is silent speaks of the sensor, not of the air', () => {
    const { text } = english({
      incidents: [makeIncident({ state: 'NO_DATA', peak: null, last: null, threshold: null })],
      conditions: { 'rule-1': { kind: 'OFFLINE', quantity: 'PM25' } },
    });
    expect(text).toContain('Condition: no data on PM2.5 from the sensor');
    expect(text).toContain('says nothing about the air');
  });

  it('lists twenty of a group, the worst first, and how many more there are', () => {
    const incidents = Array.from({ length: 23 }, (_, i) =>
      makeIncident({ id: `${i}`, labels: makeLabels({ sensorId: `sensor-${i}`, siteId: null }) }),
    );
    const { subject, text, html } = english({ incidents, more: 7, names: {} });
    expect(subject).toBe('Severe: Unhealthy air (30 places)');
    expect(text.match(/^• sensor-\d+$/gm)).toHaveLength(20);
    expect(text.indexOf('sensor-0')).toBeLessThan(text.indexOf('sensor-1'));
    expect([text, html].every((one) => one.includes('and 10 more'))).toBe(true);
  });

  it('of several rules says of each place what and how much', () => {
    const other = makeIncident({
      title: 'Hot',
      id: 'b',
      labels: makeLabels({ ruleId: 'rule-2', quantity: 'TEMPERATURE' }),
    });
    const hot: Condition = {
      kind: 'THRESHOLD',
      signal: { kind: 'VALUE', quantity: 'TEMPERATURE' },
      threshold: { comparison: 'ABOVE', at: 40, recovery: 38 },
      together: null,
    };
    const { subject, text } = english({
      incidents: [makeIncident(), other],
      conditions: { 'rule-1': pm25Above, 'rule-2': hot },
    });
    expect(subject).toBe('Severe: Unhealthy air, Hot (2 places)');
    expect(text).toContain('• Unhealthy air – Makerere, Makerere University\n  Condition: mean of PM2.5');
    expect(text).toContain(
      '• Hot – Makerere, Makerere University\n  Condition: temperature at or above 40\u00a0°C',
    );
    expect(text.split('•')[0]).not.toContain('Condition');
  });

  it('names a sensor by its id where nobody says more, and no site', () => {
    expect(english({ names: {} }).subject).toBe('Severe: Unhealthy air (sensor-1)');
  });

  it('in the words of its incidents where nobody says what the rule watches', () => {
    const { conditions: _, ...notice } = makeNotice();
    const { text } = composeMessage(notice, kampala, links);
    expect(text).toContain('Condition: mean of PM2.5 over 1 hour at or above 55.5 µg/m³');
    expect(text).toContain('Worst value: 91.3 –');
  });

  it('is short for chats, with its figure, its advice and its link', () => {
    const lines = english().short.split('\n');
    expect(lines[0]).toBe('Severe: Unhealthy air (Makerere, Makerere University)');
    expect(lines[1]).toMatch(/^Latest value: 78/);
    expect(lines[2]).toMatch(/^For everyone: /);
    expect(lines[3]).toBe('Details: https://air.example/alerts/incident-1');
  });

  it('in UTC where the time zone is none', () => {
    expect(composeMessage(makeNotice(), { language: 'en', timeZone: 'Mars/Base' }, links).text).toContain(
      '(UTC)',
    );
  });

  it('that asks for a yes has the link for it, and none to unsubscribe', () => {
    const { subject, text } = english({ reason: 'CONFIRM', incidents: [] });
    expect(subject).toBe('Do you want to receive air quality alerts?');
    expect(text).toContain(`Confirm: ${links.confirm}`);
    expect(text).not.toContain(links.unsubscribe);
  });
});

describe('what is not happening now', () => {
  it.each(languages)('is called REPLAY or TEST first of all, also in words of its own: %s', (language) => {
    for (const wording of [makeNotice().wording, { subject: 'Bad air', body: 'Close the windows' }]) {
      const replayed = composeMessage(
        makeNotice({ isReplayed: true, wording }),
        { ...kampala, language },
        links,
      );
      for (const start of [replayed.subject, replayed.text, replayed.short]) expect(start).toMatch(/^REPLAY/);
      expect(replayed.html).toMatch(/<body[^>]*><p[^>]*>REPLAY/);
      const test = composeMessage(
        makeNotice({ reason: 'TEST', incidents: [], wording }),
        { ...kampala, language },
        links,
      );
      for (const start of [test.subject, test.text, test.short]) expect(start).toMatch(/^TEST/);
    }
  });
});

describe("a rule's own words", () => {
  const worded = (subject: string | null, body: string | null, changes = {}) =>
    english({ wording: { subject, body }, ...changes });

  it('stand in the place of ours, with the links below them', () => {
    const { subject, text, html } = worded(
      '{{ sensor }}: {{ value }}{% if valueNumber > 75 %}!{% endif %}',
      'Since {{ startedAt }}.\n{% for one in incidents %}{{ one.where }} {{ one.peak }}{% endfor %}',
    );
    expect(subject).toBe('Makerere: 78 µg/m³!');
    expect(text).toBe(
      `Since 5 March 2026 at 13:00 GMT+03:00 (Africa/Kampala).\nMakerere, Makerere University 91.3 µg/m³\n\nDetails: https://air.example/alerts/incident-1\n\nUnsubscribe: ${links.unsubscribe}`,
    );
    expect(html).toContain('Since 5 March 2026 at 13:00 GMT+03:00 (Africa/Kampala).<br>Makerere');
  });

  it('that cannot be rendered give way to ours, which say so', () => {
    for (const body of [
      '{{ incidents[7].sensor }}',
      '{% for i in (1..9999999) %}x{% endfor %}',
      '{{ broken',
    ]) {
      const { subject, text } = worded(null, body);
      expect(subject).toBe('Severe: Unhealthy air (Makerere, Makerere University)');
      expect(text).toContain('The wording of this alert’s own could not be used');
    }
  });

  it('reach nothing but their variables', () => {
    const { text } = worded(null, "{{ incidents | map: 'constructor' }}{{ incidents | map: '__proto__' }}.");
    expect(text.split('\n')[0]).not.toContain('function');
  });
});

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x>',
    'a\r\nBcc: x@y.z',
    '{{ rule }}',
    '{where}',
    '\u202Egnp',
    "O'Brien & <b>",
  ),
);

describe('whatever things are called', () => {
  it('subjects are one line, HTML has our elements alone, and text starts as it must', () => {
    const wild = fc.record({
      ...{ title: name, sensor: name, site: name, note: fc.option(name), condition: name },
      language: fc.constantFrom(...languages),
      reason: fc.constantFrom(...noticeReasons),
      isReplayed: fc.boolean(),
      subject: fc.option(fc.constantFrom('{{ rule }}', '{{ sensor }} {{ site }}')),
      body: fc.option(fc.constantFrom('{{ rule }}\n{{ where }}')),
    });
    fc.assert(
      fc.property(
        wild,
        ({ title, sensor, site, note, condition, language, reason, isReplayed, subject, body }) => {
          const { conditions: _, ...notice } = makeNotice({
            ...{ reason, isReplayed, wording: { subject, body } },
            incidents: [makeIncident({ title, note, condition })],
            names: { 'sensor-1': sensor, 'site-1': site },
          });
          const message = composeMessage(notice, { language, timeZone: 'UTC' }, links);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
          expect(message.subject).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e]/);
          const allowed = /^<(\/?(html|head|title|body|p|div|strong|bdi|br|h3|a)|!doctype|meta)[\s>]/;
          for (const [tag] of message.html.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(allowed);
          expect(message.html).not.toMatch(/<script|<img|onerror=\s*[^&]/i);
          if (isReplayed)
            for (const start of [message.subject, message.text]) expect(start).toMatch(/^REPLAY/);
          expect(message.text.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});
