import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiver } from '../../../testing/notify/make.ts';
import { isProblems } from '../../problem.ts';
import type { ChannelName } from '../receiver.ts';
import { secretsAt, withSecret } from './kept-secrets.ts';
import { localTime } from './local-time.ts';
import { type ReceiverInput, readReceiver } from './read-receiver.ts';

const onlyHttps = (url: string) => (url.startsWith('https:') ? undefined : 'It does not use https.');
const read = (channel: ChannelName, input: ReceiverInput) =>
  readReceiver({ name: 'Ours', ...input }, { channel, urlRefusal: onlyHttps });
const codesOf = (found: ReturnType<typeof readReceiver>) =>
  isProblems(found) ? found.map(({ field, code }) => `${field} ${code}`) : [];
const addressOf = (channel: ChannelName, address: string) => {
  const found = read(channel, { address, ...(channel === 'TELEGRAM' ? { botToken } : {}) });
  return isProblems(found) ? found[0]?.code : found.address;
};
const botToken = `123456789:${'A'.repeat(35)}`;

describe('a new receiver', () => {
  it('has what is usual where nothing is said', () => {
    expect(read('WEBHOOK', { address: 'https://example.org/air#part' })).toEqual({
      settings: {
        ...{ name: 'Ours', language: 'en', timeZone: 'UTC', quietHours: null, capPerHour: 1_000 },
        ...{ takesReplays: false, isEnabled: true },
      },
      address: { shown: 'https://example.org/air', secretUrl: null },
      botToken: null,
    });
    expect(read('EMAIL', { address: 'a@b.example' })).toMatchObject({ settings: { capPerHour: 30 } });
  });

  it('has an address of its channel', () => {
    expect(addressOf('EMAIL', ' ada+air@makerere.ac.ug ')).toMatchObject({ shown: 'ada+air@makerere.ac.ug' });
    expect(addressOf('TELEGRAM', '-1001234567890')).toMatchObject({ shown: '-1001234567890' });
    expect(addressOf('TELEGRAM', '@kampala_air')).toMatchObject({ shown: '@kampala_air' });
    expect(addressOf('SLACK', 'https://hooks.slack.com/services/T0/B0/x')).toEqual({
      shown: 'hooks.slack.com',
      secretUrl: 'https://hooks.slack.com/services/T0/B0/x',
    });
    expect(addressOf('WEBHOOK', 'http://example.org')).toBe('ADDRESS_NOT_ALLOWED');
  });

  it.each([
    ['EMAIL', ''],
    ['EMAIL', 'a@b'],
    ['EMAIL', 'a@b.example, c@d.example'],
    ['EMAIL', 'a@b.example\r\nBcc: c@d.example'],
    ['EMAIL', 'Ada <a@b.example>'],
    ['WEBHOOK', 'example.org'],
    ['WEBHOOK', 'file:///etc/passwd'],
    ['TELEGRAM', 'kampala'],
    ['TELEGRAM', '12 34'],
  ] as const)('of %s is not at %j', (channel, address) => {
    expect(addressOf(channel, address)).toBe('NOT_AN_ADDRESS');
  });

  it('is told all that is wrong at once, each by its field', () => {
    const found = read('EMAIL', {
      name: ' ',
      address: 'nobody',
      botToken,
      timeZone: '+03:00',
      quietHours: { from: '9:5', to: '24:00' },
      capPerHour: 0,
    });
    expect(codesOf(found)).toEqual([
      'name MISSING',
      'timeZone NOT_A_TIME_ZONE',
      'quietHours.from NOT_A_TIME',
      'capPerHour OUT_OF_RANGE',
      'address NOT_AN_ADDRESS',
      'botToken NOT_USED',
    ]);
    expect(codesOf(read('TELEGRAM', { address: '@air_kampala' }))).toEqual(['botToken MISSING']);
    expect(codesOf(read('TELEGRAM', { address: '@air_kampala', botToken: 'x' }))).toEqual([
      'botToken OUT_OF_RANGE',
    ]);
  });

  it('has a name in any script, with nothing in it that nobody sees', () => {
    const named = (name: string) => read('EMAIL', { name, address: 'ada@example.org' });
    expect(named('غرفة العمليات')).toMatchObject({ settings: { name: 'غرفة العمليات' } });
    expect(codesOf(named('Control\u202emoor'))).toEqual(['name NOT_PLAIN_TEXT']);
    expect(codesOf(named('Control\u0007room'))).toEqual(['name NOT_PLAIN_TEXT']);
  });

  it('is never made of wild addresses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1@@..,;<>" \r\n-+é') }), (text) => {
        const found = addressOf('EMAIL', text);
        if (typeof found === 'object') expect(text.trim()).toMatch(/^[^\s<>,;:"()[\]\\]+@[^\s@]+$/);
      }),
    );
  });
});

describe('a receiver that is there', () => {
  const before = makeReceiver({ quietHours: { fromMinute: 60, toMinute: 120, exceptFrom: 'SEVERE' } });
  const change = (input: ReceiverInput) =>
    readReceiver(input, { channel: 'WEBHOOK', before, urlRefusal: onlyHttps });

  it('keeps what is not given', () => {
    const found = change({});
    expect(found).toMatchObject({ address: null, botToken: null });
    expect(before).toMatchObject((found as { readonly settings: object }).settings);
  });

  it('changes what is given; null takes quiet hours away', () => {
    expect(change({ quietHours: null, isEnabled: false, language: 'sw' })).toMatchObject({
      settings: { quietHours: null, isEnabled: false, language: 'sw' },
    });
    expect(change({ quietHours: { from: '22:00', to: '06:30' } })).toMatchObject({
      settings: { quietHours: { fromMinute: 1_320, toMinute: 390, exceptFrom: 'EXTREME' } },
    });
  });
});

it('a new signing secret and the one before sign for a day, and no third', () => {
  const one = { channel: 'WEBHOOK', signing: [{ secret: 'one', until: null }] } as const;
  const two = withSecret(one, 'two', 1_000) as typeof one;
  expect(secretsAt(two, 1_000 + 86_399_999)).toEqual({ channel: 'WEBHOOK', signingSecrets: ['two', 'one'] });
  expect(secretsAt(two, 1_000 + 86_400_000)).toEqual({ channel: 'WEBHOOK', signingSecrets: ['two'] });
  expect(secretsAt(withSecret(two, 'three', 2_000), 2_000)).toMatchObject({
    signingSecrets: ['three', 'two'],
  });
});

it('local times are written as they are read', () => {
  expect([0, 5, 545, 1_439].map(localTime)).toEqual(['00:00', '00:05', '09:05', '23:59']);
});
