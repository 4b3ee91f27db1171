import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { thursday } from '../../testing/notices.ts';
import {
  answerWith,
  type Got,
  makeOutgoing,
  openReceiver,
  openTestChannels,
  signingSecret,
} from '../../testing/receivers.ts';
import { payloadOf } from './payload.ts';
import { signingSecretOf } from './sign.ts';

const page = readFileSync(new URL('../../../../docs/how-to/receive-alerts.md', import.meta.url), 'utf8');
const codeIn = (language: string): string => page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

type IsOurs = (headers: Got['headers'], body: string, secret: string, now?: number) => boolean;
let isOurs: IsOurs;
let got: Got;
const other = signingSecretOf(Buffer.alloc(32, 7));

beforeAll(async () => {
  ({ isOurs } = await import(`data:text/javascript,${encodeURIComponent(codeIn('js'))}`));
  const receiver = await openReceiver(answerWith(200));
  const { WEBHOOK } = openTestChannels();
  const secrets = { channel: 'WEBHOOK', signingSecrets: [other, signingSecret] } as const;
  await WEBHOOK.send(makeOutgoing('WEBHOOK', receiver.url, { secrets }), new AbortController().signal);
  got = receiver.got[0] as Got;
  await WEBHOOK.close?.();
  await receiver.close();
});

describe('the recipe of the page on receiving alerts', () => {
  it('knows what is ours, by the old secret and by the new one', () => {
    expect(isOurs(got.headers, got.body, signingSecret, thursday)).toBe(true);
    expect(isOurs(got.headers, got.body, other, thursday + 299_000)).toBe(true);
  });

  it('knows what is not, was changed or is old', () => {
    const { headers, body } = got;
    expect(isOurs(headers, `${body} `, signingSecret, thursday)).toBe(false);
    expect(isOurs(headers, body, signingSecretOf(Buffer.alloc(32, 8)), thursday)).toBe(false);
    expect(isOurs(headers, body, signingSecret, thursday + 301_000)).toBe(false);
    expect(isOurs({ ...headers, 'webhook-id': 'event-2' }, body, signingSecret, thursday)).toBe(false);
    expect(isOurs({ ...headers, 'webhook-timestamp': 'soon' }, body, signingSecret, thursday)).toBe(false);
    expect(isOurs({ ...headers, 'webhook-signature': 'v1,' }, body, signingSecret, thursday)).toBe(false);
  });

  it('stands beside an example of the shape that is sent', () => {
    const example = JSON.parse(codeIn('json'));
    const real = JSON.parse(JSON.stringify(payloadOf(makeOutgoing('WEBHOOK', ''))));
    expect(Object.keys(example)).toEqual(Object.keys(real));
    expect(Object.keys(example.incidents[0]).sort()).toEqual(Object.keys(real.incidents[0]).sort());
  });
});
