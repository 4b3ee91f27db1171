import { describe, expect, it } from 'vitest';
import { reasonOf } from './failures.ts';
import { openHttpLink } from './http-link.ts';
import { guarded } from './testing/guarded.ts';
import { failureOf, makeRequest, makeUpstream } from './testing/requests.ts';
import { silence, startSubgraph } from './testing/subgraph-server.ts';

const never = () => new Promise<never>(() => undefined);

describe('a subgraph with a deadline', () => {
  it('fails at it, also where its link does not heed the signal', async () => {
    const { link, asked } = makeUpstream(never);
    const began = performance.now();
    const error = await failureOf(guarded(link, 50).execute(makeRequest()));
    expect(performance.now() - began).toBeLessThan(250);
    expect(reasonOf(error)).toBe('deadline');
    expect(error.message).toBe('The sensors subgraph did not answer within 0.05 s.');
    expect(asked[0]?.signal.reason).toBe(error);
  });

  it('is told over HTTP that nobody waits any more', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await startSubgraph((response) => response.once('close', closed.resolve));
    const link = openHttpLink('sensors', server.url);
    const error = await failureOf(guarded(link, 50).execute(makeRequest()));
    expect(reasonOf(error)).toBe('deadline');
    await closed.promise;
    await link.close();
    await server.close();
  });

  it('fails at it where all connections are taken by others who wait', async () => {
    const server = await startSubgraph(silence);
    const link = openHttpLink('sensors', server.url, { connections: 1 });
    const timely = guarded(link, 80);
    const all = await Promise.all([1, 2, 3].map(() => failureOf(timely.execute(makeRequest()))));
    expect(all.map(reasonOf)).toEqual(['deadline', 'deadline', 'deadline']);
    await link.close();
    await server.close();
  });

  it('passes on what comes in time, answers and failures', async () => {
    const answer = { data: { sensors: [] } };
    const { link, asked } = makeUpstream(async (_, nth) => {
      if (nth === 1) return answer;
      throw new Error('its own failure');
    });
    const timely = guarded(link, 1_000);
    expect(await timely.execute(makeRequest())).toBe(answer);
    expect((await failureOf(timely.execute(makeRequest()))).message).toBe('its own failure');
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  });

  it('ends with the client, at once', async () => {
    const { link, asked } = makeUpstream(never);
    const left = new AbortController();
    const waiting = failureOf(guarded(link, 10_000).execute(makeRequest({ signal: left.signal })));
    const reason = new Error('the client left');
    left.abort(reason);
    expect(await waiting).toBe(reason);
    expect(asked[0]?.signal.reason).toBe(reason);
  });

  it('is not asked for a client that has left already', async () => {
    const { link, asked } = makeUpstream(never);
    const reason = new Error('the client left');
    const request = makeRequest({ signal: AbortSignal.abort(reason) });
    expect(await failureOf(guarded(link, 10_000).execute(request))).toBe(reason);
    expect(asked).toEqual([]);
  });
});
