import { request } from 'node:http';
import { createClient, type ExecutionResult } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { hourStart, iso, makeRow, registerSensor } from '../support/builders.ts';
import { type House, openHouse, placements } from '../support/placements.ts';

const heard = (sink: unknown[]) => ({
  next: (result: unknown) => void sink.push(result),
  error: (error: unknown) => void sink.push({ errors: error }),
  complete: () => undefined,
});

describe.each(placements)('the edge with %s', (placement) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client);
  });
  afterAll(() => house.end());

  const connect = () =>
    createClient({
      url: `${house.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });

  it('tells each operation on a WebSocket what is wrong with it, and goes on with the others', async () => {
    const socket = connect();
    const live: ExecutionResult[] = [];
    socket.subscribe({ query: 'subscription { readingAdded { reading { value } } }' }, heard(live));
    const answerTo = async (query: string) => {
      const answers: { errors: { message: string; extensions: Record<string, unknown> }[] }[] = [];
      socket.subscribe({ query }, heard(answers));
      await expect.poll(() => answers.length).toBe(1);
      const { code, field } = answers[0]?.errors[0]?.extensions ?? {};
      return [code, field];
    };
    expect(await answerTo('subscription { readingAdded(after: "made-up") { cursor } }')).toEqual([
      'BAD_INPUT',
      'after',
    ]);
    expect(await answerTo('mutation { retireSensor(input: { id: "roof-1" }) { __typename } }')).toEqual([
      'UNAUTHENTICATED',
      undefined,
    ]);
    expect(await answerTo('{ sensors(first: -1) { nodes { id } } }')).toEqual(['BAD_INPUT', 'first']);
    expect(await answerTo('subscription { readingAdded { nothing } }')).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
      undefined,
    ]);
    expect(await answerTo('subscription {')).toEqual(['GRAPHQL_PARSE_FAILED', undefined]);

    await house.client.post('/v1/readings', JSON.stringify([makeRow({ value: 7 })]));
    await expect.poll(() => live).toEqual([{ data: { readingAdded: { reading: { value: 7 } } } }]);
    await socket.dispose();
  });

  it('takes a body that is announced by Expect: 100-continue, as curl does with large ones', async () => {
    const body = JSON.stringify([makeRow({ periodStart: iso(hourStart(9)), periodEnd: iso(hourStart(8)) })]);
    const credential = await house.asAdmin();
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = request(`${house.url}/v1/readings`, {
        method: 'POST',
        headers: {
          ...credential,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          expect: '100-continue',
        },
      });
      sent.once('continue', () => sent.end(body));
      sent.once('error', reject);
      sent.once('response', (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.once('end', () => resolve(text));
      });
    });
    expect(JSON.parse(answer)).toEqual({ accepted: 1, refused: [] });
  });

  it('points a subscription that is sent by POST to the WebSocket', async () => {
    const answer = await house.client.ask('subscription { readingAdded { cursor } }');
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(answer.errors?.[0]?.message).toContain('WebSocket');
  });

  it('is not held up in stopping by a client that has gone silent', async () => {
    const silent = new WebSocket(`${house.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => silent.once('open', resolve));
    silent.pause();
    const began = performance.now();
    expect(await house.gateway().stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(6_000);
    silent.terminate();
  });
});
