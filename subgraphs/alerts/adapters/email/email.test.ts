import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../testing/certificate.ts';
import { openMailServer as openServer } from '../../testing/mail-server.ts';
import { makeIncident, makeNotice } from '../../testing/notices.ts';
import { makeOutgoing, openTestChannels } from '../../testing/receivers.ts';
import type { Outgoing } from '../channel.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const openMailServer: typeof openServer = async (options) => {
  const server = await openServer(options);
  open.push(server.close);
  return server;
};

const unfolded = (raw: string): string => raw.replace(/\r\n[ \t]+/g, ' ');

const send = (
  smtpUrl: string | null,
  {
    outgoing = {},
    signal = new AbortController().signal,
    ...settings
  }: {
    readonly outgoing?: Partial<Outgoing>;
    readonly signal?: AbortSignal;
  } & Parameters<typeof openTestChannels>[0] = {},
) => {
  const { EMAIL } = openTestChannels({
    ...{ smtpUrl, mailFrom: 'Air alerts <alerts@air.example>' },
    unsubscribeUrl: ({ id }) => `https://air.example/v1/alerts/unsubscribe/${id}`,
    ...settings,
  });
  open.unshift(() => EMAIL.close?.());
  return EMAIL.send(makeOutgoing('EMAIL', 'ada@example.org', outgoing), signal);
};

describe('an email', () => {
  it('has text and HTML, is from a machine, and can be ended with one click', async () => {
    const { mails, url } = await openMailServer();
    expect(await send(url)).toEqual({ kind: 'SENT' });
    const [mail] = mails;
    expect(mail).toMatchObject({ from: 'alerts@air.example', to: ['ada@example.org'] });
    const raw = unfolded(mail?.raw ?? '');
    for (const line of [
      'From: Air alerts <alerts@air.example>',
      'Subject: Severe: <Unhealthy> & air',
      'Message-ID: <event-1@air.example>',
      'References: <alert.incident-1.receiver-1@air.example>',
      'Auto-Submitted: auto-generated',
      'List-Unsubscribe: <https://air.example/v1/alerts/unsubscribe/receiver-1>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ])
      expect(raw.split('\r\n')).toContain(line);
    expect(raw).toMatch(
      /Content-Type: text\/plain; charset=utf-8[\s\S]*Content-Type: text\/html; charset=utf-8/,
    );
  });

  it('hangs together with others of the same episode, whatever is the worst of it now', async () => {
    const { mails, url } = await openMailServer();
    const later = makeIncident({ id: 'incident-0', firedAt: makeIncident().firedAt + 60_000 });
    await send(url);
    await send(url, {
      outgoing: { notice: makeNotice({ eventId: 'event-2', incidents: [later, makeIncident()] }) },
    });
    const threads = mails.map(({ raw }) => /^References: (.*)$/m.exec(unfolded(raw))?.[1]);
    expect(threads[0]).toContain('incident-1');
    expect(threads[1]).toBe(threads[0]);
  });

  it('takes no header out of what things are called', async () => {
    const { mails, url } = await openMailServer();
    const { message } = makeOutgoing('EMAIL', '');
    const subject = 'Bad air\r\nBcc: eve@example.org';
    await send(url, { outgoing: { message: { ...message, subject } } });
    expect(mails[0]?.to).toEqual(['ada@example.org']);
    expect(mails[0]?.raw).not.toMatch(/^Bcc:/m);
  });

  it('is not sent where nobody said by which server', async () => {
    const fault = 'No email is sent from here: set SMTP_URL and MAIL_FROM.';
    expect(await send(null)).toEqual({ kind: 'REFUSED', fault });
    expect(await send('smtp://127.0.0.1:1', { mailFrom: null })).toEqual({ kind: 'REFUSED', fault });
  });
});

const answering = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

describe('a mail server that', () => {
  it('refuses the address for good is not asked again', async () => {
    const { url } = await openMailServer({
      onRcptTo: (_address, _session, done) => done(answering(550, 'No such user here')),
    });
    const sent = await send(url);
    expect(sent).toMatchObject({ kind: 'REFUSED' });
    expect(JSON.stringify(sent)).toContain('550: No such user here');
  });

  it('cannot take it now is asked again', async () => {
    const { url } = await openMailServer({
      onRcptTo: (_address, _session, done) => done(answering(451, 'Greylisted')),
    });
    expect(await send(url)).toMatchObject({ kind: 'LATER', afterMs: null });
  });

  it('does not believe us is asked again, and its words are not told', async () => {
    const { url } = await openMailServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(answering(535, 'canary')),
    });
    const sent = await send(url.replace('//', '//air:canary@'));
    expect(sent).toMatchObject({ kind: 'LATER' });
    expect(JSON.stringify(sent)).not.toContain('canary');
  });

  it('believes us gets the name and password of the address', async () => {
    const asked: unknown[] = [];
    const { url } = await openMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        asked.push([username, password]);
        done(null, { user: 'air' });
      },
    });
    expect(await send(url.replace('//', '//air:p%40ss@'))).toEqual({ kind: 'SENT' });
    expect(asked).toEqual([['air', 'p@ss']]);
  });

  it('hangs is given up, by its deadline or by whoever waits', async () => {
    const { url } = await openMailServer({ onMailFrom: () => undefined });
    expect(await send(url, { mailMs: 150 })).toMatchObject({ kind: 'LATER' });
    expect(await send(url, { signal: AbortSignal.abort() })).toEqual({
      ...{ kind: 'LATER', fault: 'The mail server did not answer in time.', afterMs: null },
    });
  });

  it('takes its time over what it was given is waited for', async () => {
    // the server greets after a tenth of a second
    const { mails, url } = await openMailServer({ takes: () => setTimeout(600) });
    expect(await send(url, { deadlineMs: 500 })).toEqual({ kind: 'SENT' });
    expect(mails).toHaveLength(1);
  });

  it('is not there is asked again', async () => {
    expect(await send('smtp://127.0.0.1:1')).toMatchObject({ kind: 'LATER' });
  });
});

describe('TLS', () => {
  it('that is required and not offered keeps the message here', async () => {
    const { mails, url } = await openMailServer();
    expect(await send(url, { smtpTls: 'required' })).toMatchObject({ kind: 'LATER' });
    expect(mails).toEqual([]);
  });

  it('of a server that nobody vouches for keeps the message here', async () => {
    // smtp-server brings a certificate that it made for itself
    const { mails, url } = await openMailServer({ disabledCommands: [] });
    for (const smtpTls of ['required', 'offered'] as const)
      expect(await send(url, { smtpTls })).toMatchObject({ kind: 'LATER' });
    const { url: secure } = await openMailServer({ secure: true });
    expect(await send(secure.replace('smtp:', 'smtps:'))).toMatchObject({ kind: 'LATER' });
    expect(mails).toEqual([]);
  });

  it('of a server that is vouched for is used, from the start or where it is offered', async () => {
    const { key, cert: smtpCa } = makeCertificate('localhost');
    const believed = { key, cert: smtpCa };
    const straight = await openMailServer({ secure: true, ...believed });
    const secureUrl = straight.url.replace('smtp://127.0.0.1', 'smtps://localhost');
    expect(await send(secureUrl, { smtpCa })).toEqual({ kind: 'SENT' });
    const offering = await openMailServer({ disabledCommands: [], ...believed });
    const url = offering.url.replace('127.0.0.1', 'localhost');
    expect(await send(url, { smtpCa, smtpTls: 'required' })).toEqual({ kind: 'SENT' });
    expect([...straight.mails, ...offering.mails].map(({ isSecure }) => isSecure)).toEqual([true, true]);
  });

  it('that is switched off is not used where it is offered', async () => {
    const { mails, url } = await openMailServer({ disabledCommands: [] });
    expect(await send(url, { smtpTls: 'off' })).toEqual({ kind: 'SENT' });
    expect(mails[0]?.isSecure).toBe(false);
  });
});
