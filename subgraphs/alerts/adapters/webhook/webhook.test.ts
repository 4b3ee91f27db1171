import { createHmac } from 'node:crypto';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../testing/certificate.ts';
import { makeNotice } from '../../testing/notices.ts';
import {
  answerWith,
  makeOutgoing,
  openReceiver,
  openTestChannels,
  signingSecret,
} from '../../testing/receivers.ts';
import type { Outgoing } from '../channel.ts';
import { signingSecretOf } from './sign.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const receiving = async (answer: Parameters<typeof openReceiver>[0]) => {
  const receiver = await openReceiver(answer);
  open.push(receiver.close);
  return receiver;
};
const sending = async (url: string, changes: Partial<Outgoing> = {}, deadlineMs = 2_000) => {
  const { WEBHOOK } = openTestChannels({ deadlineMs });
  open.push(() => WEBHOOK.close?.());
  return WEBHOOK.send(makeOutgoing('WEBHOOK', url, changes), new AbortController().signal);
};

describe('a webhook', () => {
  it('gets JSON of a version, with units and times in UTC', async () => {
    const receiver = await receiving(answerWith(200));
    expect(await sending(receiver.url)).toEqual({ kind: 'SENT' });
    const [got] = receiver.got;
    expect(got?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(got?.body ?? '')).toEqual({
      ...{ version: 1, id: 'event-1', type: 'alert.firing', createdAt: '2026-03-05T11:00:00.000Z' },
      ...{ reason: 'FIRING', isReplayed: false, isTest: false, more: 0 },
      rule: { id: 'rule-1', revision: 1, name: 'Unhealthy air' },
      incidents: [
        {
          ...{
            id: 'incident-1',
            revision: 1,
            ruleId: 'rule-1',
            title: 'Unhealthy air',
            severity: 'SEVERE',
            state: 'FIRING',
          },
          ...{
            resolution: null,
            sensor: { id: 'sensor-1', name: 'Makerere' },
            networkId: null,
            country: 'UG',
          },
          ...{ site: { id: 'site-1', name: 'Makerere University' }, quantity: 'PM25' },
          ...{ latitude: 0.3476, longitude: 32.5825, threshold: 55.5, unit: 'µg/m³' },
          condition: 'mean of PM2.5 over 1 hour at or above 55.5 µg/m³',
          ...{
            peak: 91.26,
            peakAt: '2026-03-05T10:30:00.000Z',
            last: 78,
            lastAt: '2026-03-05T11:00:00.000Z',
          },
          ...{ startedAt: '2026-03-05T10:00:00.000Z', firedAt: '2026-03-05T10:00:00.000Z', resolvedAt: null },
          ...{ acknowledgedAt: null, isReplayed: false, isQualified: true },
        },
      ],
      ...{ subject: 'Severe: <Unhealthy> & air', text: 'Since 13:00.' },
    });
  });

  it('gets a signature of each secret over id, time and body, and the try', async () => {
    const receiver = await receiving(answerWith(200));
    const other = signingSecretOf(Buffer.alloc(32, 7));
    const secrets = { channel: 'WEBHOOK', signingSecrets: [other, signingSecret] } as const;
    await sending(receiver.url, { secrets, attempt: 3 });
    const { headers, body } = receiver.got[0] as (typeof receiver.got)[0];
    const expected = [other, signingSecret].map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`event-1.1772708400.${body}`).digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(expected.join(' '));
    expect(headers).toMatchObject({
      ...{ 'webhook-id': 'event-1', 'webhook-timestamp': '1772708400', 'air-attempt': '3' },
    });
  });

  it('gets the same body in every try', async () => {
    const receiver = await receiving(answerWith(503));
    await sending(receiver.url);
    await sending(receiver.url, { attempt: 2 });
    expect(receiver.got[0]?.body).toBe(receiver.got[1]?.body);
  });

  it('of a test says so', async () => {
    const receiver = await receiving(answerWith(200));
    await sending(receiver.url, { notice: makeNotice({ reason: 'TEST', incidents: [] }) });
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({
      ...{ type: 'alert.test', isTest: true, rule: null, incidents: [] },
    });
  });

  it('without a secret gets nothing', async () => {
    const secrets = { channel: 'WEBHOOK', signingSecrets: [] } as const;
    expect(await sending('https://example.org', { secrets })).toMatchObject({ kind: 'REFUSED' });
  });
});

describe('a webhook that answers', () => {
  it.each([
    [200, 1, 'SENT'],
    [202, 1, 'SENT'],
    [301, 9, 'LATER'],
    [307, 9, 'LATER'],
    [400, 1, 'LATER'],
    [401, 5, 'LATER'],
    [404, 6, 'REFUSED'],
    [408, 9, 'LATER'],
    [410, 1, 'REFUSED'],
    [425, 9, 'LATER'],
    [500, 9, 'LATER'],
    [503, 9, 'LATER'],
  ])('%i to try %i: %s', async (status, attempt, kind) => {
    const receiver = await receiving(answerWith(status, { location: 'https://10.0.0.1/' }));
    expect(await sending(receiver.url, { attempt })).toMatchObject({ kind });
    expect(receiver.got).toHaveLength(1);
  });

  it.each([
    ['120', 120_000],
    ['99999999', 86_400_000],
    ['Thu, 05 Mar 2026 11:05:00 GMT', 300_000],
    ['Thu, 05 Mar 2026 10:00:00 GMT', null],
    ['soon', null],
  ])('429 with Retry-After: %s is tried again after that', async (retryAfter, afterMs) => {
    const receiver = await receiving(answerWith(429, { 'retry-after': retryAfter }));
    expect(await sending(receiver.url)).toEqual({ kind: 'LATER', fault: 'It answered 429.', afterMs });
  });

  it('a huge body is not read to its end', async () => {
    const receiver = await receiving((response) => {
      const pour = (): void => {
        while (response.write('x'.repeat(65_536))) if (response.destroyed) return;
        if (!response.destroyed) response.once('drain', pour);
      };
      response.writeHead(500);
      pour();
    });
    expect(await sending(receiver.url)).toMatchObject({ kind: 'LATER', fault: 'It answered 500.' });
  });

  it('nothing, or drop by drop, is given up at the deadline', async () => {
    const silent = await receiving(() => undefined);
    const dripping = await receiving((response) => {
      response.writeHead(500);
      const drops = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drops));
    });
    const slow = createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drops = setInterval(() => socket.write('x-a: b\r\n'), 20);
      socket.on('close', () => clearInterval(drops)).on('error', () => undefined);
    });
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
    open.push(() => slow.close());
    const { port } = slow.address() as AddressInfo;
    for (const url of [silent.url, dripping.url, `http://127.0.0.1:${port}`])
      expect(await sending(url, {}, 150)).toEqual({
        ...{ kind: 'LATER', fault: 'No answer came in time.', afterMs: null },
      });
  });

  it('200 and then nothing has taken it', async () => {
    const receiver = await receiving((response) => {
      response.writeHead(200).write('x');
    });
    expect(await sending(receiver.url)).toEqual({ kind: 'SENT' });
  });

  it('by closing, or not at all, is tried again', async () => {
    const closing = await receiving((response) => response.destroy());
    expect(await sending(closing.url)).toMatchObject({ kind: 'LATER', fault: 'The connection was closed.' });
    await closing.close();
    open.pop();
    expect(await sending(closing.url)).toMatchObject({ kind: 'LATER', fault: 'Nobody answers there.' });
  });

  it('what is no HTTP is tried again', async () => {
    const odd = createServer((socket) =>
      socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'),
    );
    await new Promise<void>((listening) => odd.listen(0, '127.0.0.1', listening));
    open.push(() => odd.close());
    const { port } = odd.address() as AddressInfo;
    expect(await sending(`http://127.0.0.1:${port}`)).toMatchObject({ kind: 'LATER' });
  });

  it('with a certificate that nobody vouches for gets nothing', async () => {
    const heard: unknown[] = [];
    const server = createSecureServer(makeCertificate('localhost'), (request) => heard.push(request.url));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    open.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await sending(`https://127.0.0.1:${port}`)).toMatchObject({
      ...{ kind: 'LATER', fault: 'Its certificate is not to be believed.' },
    });
    expect(heard).toEqual([]);
  });

  it('from an address that is not public is refused', async () => {
    expect(await sending('https://10.0.0.1/')).toEqual({
      ...{ kind: 'REFUSED', fault: 'It leads to an address that is not public.' },
    });
  });
});
