import { describe, expect, it } from 'vitest';
import { noAnswer, type Reason, reasonOf } from './failures.ts';
import { openHttpLink } from './http-link.ts';
import { withRetries } from './retry.ts';
import { failureOf, makeRequest, makeUpstream } from './testing/requests.ts';
import { cutOff, inTurn, json, startSubgraph } from './testing/subgraph-server.ts';

const answer = { data: { sensors: [] } };
const mutation = 'mutation { retireSensor { id } }';

/** With pauses of nothing. */
const eager = (onRetry: () => void = () => undefined) => ({ more: 2, pauseMs: 1, onRetry, random: () => 0 });

describe('a subgraph that is asked again', () => {
  it.each([
    [
      '503, then cut off',
      inTurn(json({ error: { code: 'SHUTTING_DOWN', message: 'Bye.' } }, 503), cutOff, json(answer)),
    ],
    ['502, then 504', inTurn(json('', 502), json('', 504), json(answer))],
  ])('answers in the end after %s', async (_, reply) => {
    const server = await startSubgraph(reply);
    let signed = 0;
    const link = openHttpLink('sensors', server.url, { identify: () => `signature ${++signed}` });
    let retries = 0;
    const patient = withRetries(
      link,
      eager(() => {
        retries += 1;
      }),
    );
    expect(await patient.execute(makeRequest())).toEqual(answer);
    expect([server.heard.length, retries]).toEqual([3, 2]);
    // each is good for one try
    expect(server.heard.map(({ headers }) => headers['x-aqmrg-identity'])).toEqual(
      [1, 2, 3].map((n) => `signature ${n}`),
    );
    await link.close();
    await server.close();
  });

  it('is left alone after the last try', async () => {
    const { link, asked } = makeUpstream(async () => Promise.reject(noAnswer('sensors', 'passing')));
    const error = await failureOf(withRetries(link, eager()).execute(makeRequest()));
    expect([reasonOf(error), asked.length]).toEqual(['passing', 3]);
  });

  it.each<[string, Parameters<typeof makeRequest>[0]]>([
    ['a mutation, by its document', { document: mutation }],
    ['a mutation, by what the plan says', { kind: 'mutation' }],
    [
      'a document with a mutation among queries',
      { document: `query A { a } ${mutation.replace('mutation', 'mutation B')}` },
    ],
    ['a document that cannot be read', { document: 'query {' }],
  ])('is not asked again for %s', async (_, overrides) => {
    const { link, asked } = makeUpstream(async () => Promise.reject(noAnswer('sensors', 'passing')));
    await failureOf(withRetries(link, eager()).execute(makeRequest(overrides)));
    expect(asked.length).toBe(1);
  });

  it.each<Reason>(['lasting', 'deadline', 'broken'])(
    'is not asked again after a %s failure',
    async (reason) => {
      const { link, asked } = makeUpstream(async () => Promise.reject(noAnswer('sensors', reason)));
      await failureOf(withRetries(link, eager()).execute(makeRequest()));
      expect(asked.length).toBe(1);
    },
  );

  it('is not asked again for a client that left in the pause', async () => {
    const { link, asked } = makeUpstream(async () => Promise.reject(noAnswer('sensors', 'passing')));
    const left = new AbortController();
    const options = { more: 2, pauseMs: 60_000, onRetry: () => left.abort(), random: () => 1 };
    await failureOf(withRetries(link, options).execute(makeRequest({ signal: left.signal })));
    expect(asked.length).toBe(1);
  });

  it('is given random pauses that double', async () => {
    const { link } = makeUpstream(async () => Promise.reject(noAnswer('sensors', 'passing')));
    const began = performance.now();
    await failureOf(withRetries(link, { ...eager(), pauseMs: 40, random: () => 1 }).execute(makeRequest()));
    expect(performance.now() - began).toBeGreaterThanOrEqual(118);
  });
});
