import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { describe, expect, it } from 'vitest';
import { languageFor } from './page.ts';
import { createReceiverDoors, type TokenOutcome } from './receivers.ts';

const openDoors = (outcome: TokenOutcome = 'DONE') => {
  const acts: string[] = [];
  const app = createApp(createLog('silent'));
  const act = (what: string) => async (token: string) => {
    acts.push(`${what} ${token}`);
    return outcome;
  };
  createReceiverDoors({ confirmReceiver: act('confirm'), unsubscribeReceiver: act('unsubscribe') })(app, () =>
    Promise.reject(new Error('the token says who')),
  );
  return { app, acts };
};
const token = 't0ken.'.repeat(40);

describe.each(['confirm', 'unsubscribe'])('the door %s', (name) => {
  const url = `/v1/alerts/${name}/${token}`;

  it('shows a button, and does nothing for whoever follows a link', async () => {
    const { app, acts } = openDoors();
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, headers } = await app.inject({ method, url });
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        ...{
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
        },
        'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
      });
    }
    const { body } = await app.inject(url);
    expect(body).toContain('<form method="post"><button type="submit">');
    expect(body).not.toContain(token);
    expect(acts).toEqual([]);
  });

  it.each([
    ['DONE', 200],
    ['ALREADY', 200],
    ['NOT_VALID', 404],
  ] as const)('does it when the button is pressed: %s', async (outcome, status) => {
    const { app, acts } = openDoors(outcome);
    const { statusCode, body, headers } = await app.inject({ method: 'POST', url });
    expect([statusCode, acts]).toEqual([status, [`${name} ${token}`]]);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toContain('<form');
  });

  it('does it for a mail program’s one click, however that is sent', async () => {
    const { app, acts } = openDoors();
    const payload = 'List-Unsubscribe=One-Click';
    const post = (type: string) =>
      app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])
      expect((await post(type)).statusCode).toBe(200);
    expect(acts).toHaveLength(3);
  });

  it('is in the reader’s language and its direction', async () => {
    const { app } = openDoors();
    const page = await app.inject({ url, headers: { 'accept-language': 'de, ar-TD;q=0.9, fr;q=0.8' } });
    expect(page.body).toContain('<html lang="ar" dir="rtl">');
  });

  it('asks about no token that is longer than any', async () => {
    const { app, acts } = openDoors();
    const long = await app.inject({ method: 'POST', url: `/v1/alerts/${name}/${'x'.repeat(2_000)}` });
    expect([long.statusCode, acts]).toEqual([404, []]);
    const body = await app.inject({ method: 'POST', url, payload: 'x'.repeat(5_000) });
    expect(body.statusCode).toBe(413);
  });
});

it('the language is the one of ours that is liked best', () => {
  expect(languageFor(undefined)).toBe('en');
  expect(languageFor('sw-KE')).toBe('sw');
  expect(languageFor('fr;q=0.3, pt-MZ;q=0.7')).toBe('pt');
  expect(languageFor('fr;q=0, de')).toBe('en');
  expect(languageFor(`${'x,'.repeat(10_000)}fr`)).toBe('en');
});
