import { afterEach, describe, expect, it } from 'vitest';
import { answerWith, makeOutgoing, openReceiver, openTestChannels } from '../testing/receivers.ts';
import type { Sent } from './channel.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
const signal = new AbortController().signal;

const receiving = async (answer: Parameters<typeof openReceiver>[0]) => {
  const receiver = await openReceiver(answer);
  open.push(receiver.close);
  return receiver;
};
const channels = (changes: Parameters<typeof openTestChannels>[0] = {}) => {
  const opened = openTestChannels(changes);
  open.push(() => opened.WEBHOOK.close?.());
  return opened;
};

describe('Slack', () => {
  const send = (webhookUrl: string): Promise<Sent> => {
    const secrets = { channel: 'SLACK', webhookUrl } as const;
    const resolve = async () => [{ address: '8.8.8.8', family: 4 }];
    return channels({ resolve }).SLACK.send(makeOutgoing('SLACK', 'hooks.slack.com', { secrets }), signal);
  };

  it('gets blocks in which nothing of ours is markup but the first line', async () => {
    const receiver = await receiving(answerWith(200, {}, 'ok'));
    expect(await send(`${receiver.url}/services/T/B/canary`)).toEqual({ kind: 'SENT' });
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({
      text: 'Severe: &lt;Unhealthy&gt; &amp; air',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '*Severe: &lt;Unhealthy&gt; &amp; air*\nLatest value: 78\nDetails: <https://air.example/?a&amp;b>',
          },
        },
      ],
    });
  });

  it('gets no more than a section holds', async () => {
    const receiver = await receiving(answerWith(200));
    const { message } = makeOutgoing('SLACK', '');
    const secrets = { channel: 'SLACK', webhookUrl: receiver.url } as const;
    const outgoing = makeOutgoing('SLACK', '', { secrets, message: { ...message, short: '&'.repeat(900) } });
    expect(await channels().SLACK.send(outgoing, signal)).toEqual({ kind: 'SENT' });
    expect(JSON.parse(receiver.got[0]?.body ?? '').blocks[0].text.text.length).toBeLessThan(3_000);
  });

  it.each([
    [429, 'LATER'],
    [500, 'LATER'],
    [404, 'REFUSED'],
    [410, 'REFUSED'],
  ])('that answers %i: %s, without the URL', async (status, kind) => {
    const receiver = await receiving(answerWith(status, { 'retry-after': '30' }, 'no_service'));
    const sent = await send(`${receiver.url}/services/T/B/canary`);
    expect(sent).toMatchObject({ kind });
    expect(JSON.stringify(sent)).not.toContain('canary');
  });

  it('is nowhere but at Slack, or in a network that is allowed', async () => {
    for (const url of ['https://8.8.8.8/services', 'http://hooks.slack.com/', 'no url', 'https://10.0.0.1/'])
      expect(await send(url)).toMatchObject({ kind: 'REFUSED' });
  });
});

describe('Telegram', () => {
  const send = async (answer: Parameters<typeof openReceiver>[0]) => {
    const receiver = await receiving(answer);
    const { TELEGRAM } = channels({ telegramUrl: receiver.url });
    return { receiver, sent: await TELEGRAM.send(makeOutgoing('TELEGRAM', '-100200'), signal) };
  };

  it('gets a message in which nothing of ours is markup but the first line', async () => {
    const { receiver, sent } = await send(answerWith(200, {}, '{"ok":true}'));
    expect(sent).toEqual({ kind: 'SENT' });
    expect(receiver.got[0]?.url).toBe('/bot12345:canary-canary-canary-canary/sendMessage');
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({
      ...{ chat_id: '-100200', parse_mode: 'HTML' },
      text: '<b>Severe: &lt;Unhealthy&gt; &amp; air</b>\nLatest value: 78\nDetails: https://air.example/?a&amp;b',
    });
  });

  it('is left alone as long as it says', async () => {
    const reply = JSON.stringify({ description: 'Too Many Requests', parameters: { retry_after: 35 } });
    const { sent } = await send(answerWith(429, {}, reply));
    expect(sent).toMatchObject({ kind: 'LATER', afterMs: 35_000 });
  });

  it.each([
    [403, '{"description":"Forbidden: bot was blocked by the user"}', 'REFUSED'],
    [401, '{"description":"bad 12345:canary-canary-canary-canary"}', 'REFUSED'],
    [502, '<html>', 'LATER'],
  ])('that answers %i with %s: %s, without the token', async (status, body, kind) => {
    const { sent } = await send(answerWith(status, {}, body));
    expect(sent).toMatchObject({ kind });
    expect(JSON.stringify(sent)).not.toContain('canary');
  });

  it('that cannot be reached is tried again, without the token in the fault', async () => {
    const { TELEGRAM } = channels({ telegramUrl: 'http://127.0.0.1:1' });
    const sent = await TELEGRAM.send(makeOutgoing('TELEGRAM', '-100200'), signal);
    expect(sent).toEqual({ kind: 'LATER', fault: 'Nobody answers there.', afterMs: null });
  });

  it('is not asked with what is no token', async () => {
    const secrets = { channel: 'TELEGRAM', botToken: '1/../../getMe' } as const;
    const outgoing = makeOutgoing('TELEGRAM', '1', { secrets });
    expect(await channels().TELEGRAM.send(outgoing, signal)).toMatchObject({ kind: 'REFUSED' });
  });
});
