import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentMetrics } from '../observe/metrics.ts';
import { type HttpLink, openHttpLink } from './http-link.ts';
import { guardLinks } from './reach.ts';
import { makeRequest } from './testing/requests.ts';
import { json, type SubgraphServer, startSubgraph } from './testing/subgraph-server.ts';

const answer = { data: { sensors: [{ id: 'roof-1' }] } };

describe('a subgraph of several replicas', () => {
  let replicas: SubgraphServer[];
  let link: HttpLink;
  beforeEach(async () => {
    replicas = await Promise.all([1, 2].map(() => startSubgraph(json(answer))));
    link = openHttpLink(
      'sensors',
      replicas.map(({ url }) => url),
    );
  });
  afterEach(async () => {
    await link.close();
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  const ask = (times: number) => {
    const guarded = guardLinks(new Map([['sensors', link]]), {
      deadlineMs: 10_000,
      metrics: silentMetrics,
      log: pino({ level: 'silent' }),
    }).get('sensors');
    return Promise.all(
      Array.from({ length: times }, (_, asked) => guarded?.execute(makeRequest({ variables: { asked } }))),
    );
  };

  it('has them asked in turn', async () => {
    await ask(20);
    expect(replicas.map(({ heard }) => heard.length)).toEqual([10, 10]);
  });

  it('answers while one of them is gone', async () => {
    await ask(4);
    await replicas[0]?.close();
    for (let i = 0; i < 10; i += 1) expect(await ask(4)).toEqual(Array.from({ length: 4 }, () => answer));
  });
});
