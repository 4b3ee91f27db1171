import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { noAnswer } from './failures.ts';
import { guarded } from './testing/guarded.ts';
import { failureOf, makeRequest, makeUpstream } from './testing/requests.ts';

type Data = { sensors: { id: string; tags: string[] }[] };

/** A shared link whose answers come when the test says so. */
const makeWorld = () => {
  const answers: PromiseWithResolvers<ExecutionResult>[] = [];
  const { link, asked } = makeUpstream(() => {
    const answer = Promise.withResolvers<ExecutionResult>();
    answers.push(answer);
    return answer.promise;
  });
  let followers = 0;
  const shared = guarded(link, 10_000, () => {
    followers += 1;
  });
  return {
    asked,
    followers: () => followers,
    ask: (overrides: Partial<GraphRequest> = {}) => shared.execute(makeRequest(overrides)),
    answer: (nth = 0, result: ExecutionResult = { data: { sensors: [{ id: 'roof-1', tags: ['a'] }] } }) =>
      answers[nth]?.resolve(result),
    fail: (error: unknown, nth = 0) => answers[nth]?.reject(error),
  };
};

const user: Caller = {
  ...anonymous,
  kind: 'user',
  id: 'u',
  role: 'AUTHENTICATED',
  organisation: 'o',
  scopes: ['read'],
};

describe('identical queries in flight', () => {
  it('are asked once, and answered all', async () => {
    const { ask, answer, asked, followers } = makeWorld();
    const all = Promise.all(
      ['a', 'b', 'c'].map((requestId) => ask({ requestId, variables: { ids: ['roof-1'] } })),
    );
    answer();
    expect(await all).toEqual(
      Array.from({ length: 3 }, () => ({ data: { sensors: [{ id: 'roof-1', tags: ['a'] }] } })),
    );
    expect([asked.length, followers()]).toEqual([1, 2]);
  });

  it('get answers that are independent, however early one is built upon', async () => {
    const { ask, answer } = makeWorld();
    const seen: string[] = [];
    const build = async (name: string): Promise<ExecutionResult> => {
      const result = await ask();
      const data = result.data as Data;
      seen.push(JSON.stringify(data));
      data.sensors[0]?.tags.push(name);
      data.sensors.push({ id: name, tags: [] });
      return result;
    };
    const all = Promise.all(['one', 'two', 'three'].map(build));
    answer();
    const results = (await all).map(({ data }) => data as Data);
    expect(new Set(seen)).toEqual(new Set(['{"sensors":[{"id":"roof-1","tags":["a"]}]}']));
    expect(results.map(({ sensors }) => sensors.map(({ id }) => id))).toEqual([
      ['roof-1', 'one'],
      ['roof-1', 'two'],
      ['roof-1', 'three'],
    ]);
  });

  it('hand over the answer itself where nobody else waits', async () => {
    const { ask, answer } = makeWorld();
    const result = { data: { sensors: [] } };
    const asking = ask();
    answer(0, result);
    expect((await asking).data).toBe(result.data);
  });

  it('are over when they are answered', async () => {
    const { ask, answer, asked } = makeWorld();
    const first = ask();
    answer();
    await first;
    const second = ask();
    answer(1);
    await second;
    expect(asked.length).toBe(2);
  });

  it.each<[string, Partial<GraphRequest>]>([
    ['caller', { caller: { ...user, id: 'v' } }],
    ['role', { caller: { ...user, role: 'ADMIN' } }],
    ['organisation', { caller: { ...user, organisation: 'p' } }],
    ['scopes', { caller: { ...user, scopes: ['read', 'ingest'] } }],
    ['kind of caller', { caller: { ...service('u'), id: 'u' } }],
    ['role in the organisation', { caller: { ...user, organisationRole: 'OWNER' } }],
    ['network', { caller: { ...user, networks: ['n'] } }],
    ['session', { caller: { ...user, session: 's' } }],
    ['document', { document: '{ sensors { name } }' }],
    ['variables', { variables: { first: 2 } }],
    ['number that JSON cannot write', { variables: { first: JSON.parse('1e999') } }],
    ['operation', { operationName: 'B' }],
    ['presence of a name', { operationName: 'null' }],
  ])('are not shared with those of another %s', async (_, difference) => {
    const { ask, answer, asked } = makeWorld();
    const one = { caller: user, variables: { first: null } };
    const all = [ask(one), ask({ ...one, ...difference })];
    answer(0, { data: { whose: 'first' } });
    answer(1, { data: { whose: 'second' } });
    expect(await Promise.all(all)).toEqual([{ data: { whose: 'first' } }, { data: { whose: 'second' } }]);
    expect(asked.length).toBe(2);
  });

  it.each<[string, Partial<GraphRequest>]>([
    ['mutations', { document: 'mutation { retireSensor { id } }' }],
    ['what the plan calls a mutation', { kind: 'mutation' }],
  ])('are never %s', async (_, overrides) => {
    const { ask, answer, asked } = makeWorld();
    const all = [ask(overrides), ask(overrides)];
    answer(0);
    answer(1);
    await Promise.all(all);
    expect(asked.length).toBe(2);
  });

  it('are asked anew after a change, of which those who ask then may know', async () => {
    const { ask, answer, asked } = makeWorld();
    const before = ask();
    const change = ask({ document: 'mutation { retireSensor { id } }' });
    const during = ask();
    answer(1);
    await change;
    const after = ask();
    answer(0, { data: { sensors: ['old'] } });
    answer(2, { data: { sensors: ['new'] } });
    const seen = (await Promise.all([before, during, after])).map(({ data }) => data?.sensors);
    expect(seen).toEqual([['old'], ['old'], ['new']]);
    expect(asked.length).toBe(3);
  });

  it('fail all together', async () => {
    const { ask, fail, asked } = makeWorld();
    const all = [failureOf(ask()), failureOf(ask())];
    const error = noAnswer('sensors', 'passing');
    fail(error);
    expect(await Promise.all(all)).toEqual([error, error]);
    const again = failureOf(ask());
    fail(error, 1);
    await again;
    expect(asked.length).toBe(2);
  });

  it('go on when one client leaves, also the one who asked first', async () => {
    const { ask, answer, asked } = makeWorld();
    const left = new AbortController();
    const leaving = failureOf(ask({ signal: left.signal }));
    const staying = ask();
    const reason = new Error('the client left');
    left.abort(reason);
    expect(await leaving).toBe(reason);
    expect(asked[0]?.signal.aborted).toBe(false);
    answer();
    expect((await staying).data).toEqual({ sensors: [{ id: 'roof-1', tags: ['a'] }] });
  });

  it('are aborted when all clients have left, and the next one asks anew', async () => {
    const { ask, answer, asked } = makeWorld();
    const clients = [new AbortController(), new AbortController()];
    const leaving = clients.map(({ signal }) => failureOf(ask({ signal })));
    for (const client of clients) client.abort(new Error('the client left'));
    await Promise.all(leaving);
    expect(asked[0]?.signal.aborted).toBe(true);
    const next = ask();
    answer(1, { data: { sensors: [] } });
    expect(await next).toEqual({ data: { sensors: [] } });
    answer(0);
    expect(asked.length).toBe(2);
  });

  it('are not begun for a client that has left already', async () => {
    const { ask, asked } = makeWorld();
    await failureOf(ask({ signal: AbortSignal.abort(new Error('the client left')) }));
    expect(asked).toEqual([]);
  });
});
