import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { makeSecret } from '../support/placements.ts';
import { type Running, run } from '../support/process.ts';
import { kinds } from './attacker.ts';

const secret = 'postgres://air:hunter2@10.0.0.3:5432';
const requestTimeoutMs = 1_000;

/** A subgraph that answers as nobody should, or never; it counts the requests that were given up. */
const openSubgraph = async () => {
  let mood: 'well' | 'talkative' | 'silent' = 'well';
  let asked = 0;
  let givenUp = 0;
  const answers = {
    well: () => ({ data: { sensors: { totalCount: 1 } } }),
    talkative: () => ({
      data: { sensors: null },
      errors: [
        {
          message: `connect ECONNREFUSED ${secret}`,
          path: ['sensors'],
          extensions: {
            code: 'INTERNAL_SERVER_ERROR',
            stacktrace: [`Error at /srv/store.ts:1 ${secret}`],
            secret,
          },
        },
      ],
    }),
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    response.once('close', () => {
      if (!response.writableFinished) givenUp += 1;
    });
    if (mood === 'silent') return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[mood]()));
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (now: typeof mood) => {
      mood = now;
    },
    asked: () => asked,
    givenUp: () => givenUp,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

describe('a gateway before a subgraph that cannot be relied on', () => {
  let subgraph: Awaited<ReturnType<typeof openSubgraph>>;
  let gateway: Running;
  let url: string;
  beforeAll(async () => {
    subgraph = await openSubgraph();
    const port = await freePort();
    url = `http://127.0.0.1:${port}/graphql`;
    gateway = await run({
      NODE_ENV: 'production',
      SERVE: 'gateway',
      PORT: String(port),
      INTERNAL_SECRET: makeSecret(),
      AUTH_URL: subgraph.url,
      SENSORS_URL: subgraph.url,
      READINGS_URL: subgraph.url,
      FORECASTS_URL: subgraph.url,
      REQUEST_TIMEOUT_S: String(requestTimeoutMs / 1_000),
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    subgraph?.close();
  });

  const ask = async (query: string, signal?: AbortSignal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      id: response.headers.get('x-request-id'),
      text,
      body: JSON.parse(text),
    };
  };

  describe.each(kinds)('%s', (kind) => {
    const documentFor = async (use: string): Promise<string> => {
      const query = `{ sensors { totalCount } } # ${use}, ${kind}`;
      subgraph.set('well');
      if (kind === 'known document') await ask(query);
      return query;
    };

    it('probe 19: what went wrong inside is masked, and named by the id of the request', async () => {
      const query = await documentFor('masked');
      subgraph.set('talkative');
      const { status, id, text, body } = await ask(query);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        data: { sensors: null },
        errors: [
          {
            message: 'Something went wrong on our side.',
            path: ['sensors'],
            extensions: { code: 'INTERNAL', requestId: id },
          },
        ],
      });
      expect(text).not.toMatch(/hunter2|10\.0\.0\.3|ECONNREFUSED|stack|store\.ts|127\.0\.0\.1/);
      await expect.poll(() => gateway.output()).toContain(id as string);
    });

    it('probe 26: at the deadline there is an answer, and the subgraph is no longer asked', async () => {
      const query = await documentFor('late');
      subgraph.set('silent');
      const before = subgraph.givenUp();
      const began = performance.now();
      const { status, body } = await ask(query);
      const ms = performance.now() - began;
      expect([status, body.errors[0].extensions.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
      expect(body.data).toBeUndefined();
      expect(ms).toBeGreaterThan(requestTimeoutMs - 50);
      expect(ms).toBeLessThan(requestTimeoutMs + 2_000);
      await expect.poll(() => subgraph.givenUp()).toBeGreaterThan(before);
    });

    it('probe 26: when all who wait for a shared answer have left, the subgraph is no longer asked', async () => {
      const query = await documentFor('left');
      subgraph.set('silent');
      const [askedBefore, before] = [subgraph.asked(), subgraph.givenUp()];
      const clients = [new AbortController(), new AbortController()];
      const answers = clients.map(({ signal }) => ask(query, signal).catch(() => 'left'));
      await expect.poll(() => subgraph.asked()).toBe(askedBefore + 1);
      clients[0]?.abort();
      expect(await answers[0]).toBe('left');
      expect(subgraph.givenUp()).toBe(before);
      clients[1]?.abort();
      expect(await answers[1]).toBe('left');
      await expect.poll(() => subgraph.givenUp(), { timeout: requestTimeoutMs / 2 }).toBe(before + 1);
    });
  });
});
