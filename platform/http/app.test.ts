import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { AirError } from '../errors/air-error.ts';
import { createLog } from '../log.ts';
import { type AppOptions, createApp } from './app.ts';

const agent = new Agent({ keepAlive: true });
afterEach(() => agent.destroy());

const answerOf = async (response: IncomingMessage): Promise<{ status: number; body: string }> => {
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode ?? 0, body };
};

const ask = (port: number, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    get({ port, path, agent, host: '127.0.0.1' }, (response) => resolve(answerOf(response))).once(
      'error',
      reject,
    );
  });

const hurried = { headersWithinMs: 200, requestWithinMs: 400, lookEveryMs: 50 };

const open = async (options: AppOptions = {}) => {
  const app = createApp(createLog('silent'), options);
  let arrived: () => void = () => undefined;
  const hasArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  app.get('/slow', async () => {
    arrived();
    await released;
    return 'whole';
  });
  app.post('/takes', async ({ body }) => body);
  app.get('/full', async () => {
    throw new AirError('OVERLOADED', 'Too much waits.', { retryAfterSeconds: 3 });
  });
  app.get('/limited', async () => {
    throw new AirError('RATE_LIMITED', 'Too often.', {
      retryAfterSeconds: 12,
      exceeded: { limit: 300, measured: 301 },
    });
  });
  app.get('/mine', async () => {
    throw new AirError('UNAUTHENTICATED', 'Who are you?');
  });
  app.get('/from', async ({ from }) => from);
  app.get('/broken', async () => {
    throw new Error('password=hunter2');
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, port: (app.server.address() as AddressInfo).port, hasArrived, release };
};

describe('an HTTP server', () => {
  it('answers what is under way when it closes, and then ends its kept connection', async () => {
    const { app, port, hasArrived, release } = await open();
    const answer = ask(port, '/slow');
    await hasArrived;
    const closed = app.close();
    await setTimeout(100);
    release();
    expect(await answer).toEqual({ status: 200, body: 'whole' });
    const began = performance.now();
    await closed;
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('does not wait for a connection that has asked nothing, such as browsers open ahead of need', async () => {
    const { app, port } = await open();
    const socket = connect({ port, host: '127.0.0.1' });
    const ended = once(socket, 'close');
    await once(app.server, 'connection');
    const began = performance.now();
    await app.close();
    expect(performance.now() - began).toBeLessThan(2_000);
    await ended;
  });

  it.each([
    ['/full', 429, 'OVERLOADED'],
    ['/broken', 500, 'INTERNAL'],
    ['/nowhere', 404, 'NOT_FOUND'],
    ['/%zz', 400, 'MALFORMED_BODY'],
  ])('answers %s with a code, and hides what is its own', async (path, status, code) => {
    const { app, port } = await open();
    const answer = await ask(port, path);
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([status, code]);
    expect(answer.body).not.toContain('hunter2');
    await app.close();
  });

  it('says how to sign in, and whether what was shown is no good', async () => {
    const { app } = await open();
    const challenge = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/mine', headers })).headers['www-authenticate'];
    expect(await challenge({})).toBe('Bearer');
    expect(await challenge({ authorization: 'Bearer stale' })).toBe('Bearer error="invalid_token"');
    await app.close();
  });

  it('says when to come back', async () => {
    const { app } = await open();
    expect((await app.inject('/full')).headers).toMatchObject({ 'retry-after': '3' });
    expect((await app.inject('/limited')).headers).toMatchObject({
      'retry-after': '12',
      'ratelimit-limit': '300',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '12',
      'ratelimit-policy': '300;w=60',
    });
    await app.close();
  });

  it.each(['/from', '/full', '/nowhere'])('tells browsers to run nothing of %s', async (path) => {
    const { app } = await open();
    const { headers } = await app.inject(path);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
    await app.close();
  });

  it('promises TLS in production', async () => {
    const { app } = await open({ isProduction: true });
    expect((await app.inject('/from')).headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    await app.close();
  });

  it.each([
    ['nobody', [], '127.0.0.1'],
    ['other proxies', ['10.0.0.0/8'], '127.0.0.1'],
    ['this very proxy', ['127.0.0.1'], '198.51.100.7'],
  ])('believes X-Forwarded-For where it trusts %s as it should', async (_whom, trustedProxies, from) => {
    const { app } = await open({ trustedProxies });
    const headers = { 'x-forwarded-for': '1.1.1.1, 198.51.100.7' };
    expect((await app.inject({ url: '/from', headers })).body).toBe(from);
    await app.close();
  });

  it('hears a body of 10 MB out that it does not take, so that the client can read why', async () => {
    const { app, port } = await open();
    for (let i = 0; i < 5; i++) {
      const response = await fetch(`http://127.0.0.1:${port}/takes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify('x'.repeat(10_000_000)),
      });
      expect(response.status).toBe(413);
      expect(await response.text()).toContain('BODY_TOO_LARGE');
    }
    await app.close();
  });

  it.each([
    ['headers', 'x-slow: 1\r\n', 'POST /full HTTP/1.1\r\nhost: x\r\n'],
    [
      'a body',
      ' ',
      'POST /full HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n',
    ],
  ])('cuts a client that sends %s bit by bit, and says why', async (_what, bit, head) => {
    const { app, port } = await open({ patience: hurried });
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(head);
    const drip = setInterval(() => {
      if (!socket.destroyed) socket.write(bit);
    }, 40);
    // not `once`, which rejects at the reset that may end the connection
    await new Promise((closed) => socket.on('close', closed));
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] as string).error.code).toBe('SLOW_REQUEST');
    await app.close();
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    [
      'headers of 32 kB',
      `GET /full HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(32_768)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('answers %s on the bare socket', async (_what, sent, status, code) => {
    const { app, port } = await open();
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(sent);
    // not `once`, which rejects at the reset that may end the connection
    await new Promise((closed) => socket.on('close', closed));
    const [first, body] = [answer.split('\r\n')[0], answer.split('\r\n\r\n')[1] as string];
    expect(first).toContain(String(status));
    expect(JSON.parse(body)).toMatchObject({ error: { code }, requestId: expect.any(String) });
    await app.close();
  });
});
