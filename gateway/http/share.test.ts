import { setTimeout } from 'node:timers/promises';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import fc from 'fast-check';
import { type DocumentNode, OperationTypeNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { GatewayContext } from '../access/context.ts';
import type { Answer, Executor, Operation, Variables } from '../execution/operation.ts';
import { silentMetrics } from '../observe/metrics.ts';
import { shareIdentical, shareKey } from './share.ts';

const log = createLog('silent');
const alice: Caller = { ...anonymous, kind: 'user', id: 'alice', role: 'AUTHENTICATED' };
const bob: Caller = { ...alice, id: 'bob' };

const contextOf = (caller: Caller, stop = new AbortController()): GatewayContext => ({
  caller,
  from: `address of ${caller.id}`,
  requestId: `request of ${caller.id}`,
  signal: stop.signal,
  log,
});

/** An operation that says who asked what; its runs end when they are told to, and tell when they were stopped. */
const openOperation = (kind: OperationTypeNode, isSameForAll = false) => {
  const runs: { readonly signal: AbortSignal; readonly finish: () => void }[] = [];
  const operation: Operation = {
    kind,
    name: 'Mine',
    document: {} as DocumentNode,
    by: 'compiled',
    isSameForAll,
    run: (variables, { caller, from, signal }) =>
      new Promise<Answer>((resolve) => {
        const data = JSON.stringify({ caller: caller.id, from, variables, run: runs.length });
        runs.push({ signal, finish: () => resolve({ data, errors: [] }) });
      }),
  };
  return { operation, runs };
};

const share = (kind = OperationTypeNode.QUERY, isSameForAll = false) => {
  const { operation, runs } = openOperation(kind, isSameForAll);
  let shared = 0;
  const bare: Executor = { known: () => operation, prepare: () => operation };
  const executor = shareIdentical(bare, { ...silentMetrics, shared: () => (shared += 1) });
  const { run } = executor.prepare('{ mine }', undefined, parse('{ mine }'));
  return { run, runs, sharedTimes: () => shared, executor };
};

const dataOf = async (answer: Promise<Answer>) => JSON.parse((await answer).data as string);

describe('identical queries under way', () => {
  it('run once, and everybody gets the answer', async () => {
    const { run, runs, sharedTimes } = share();
    const answers = [1, 2, 3].map(() => run({ id: 1 }, contextOf(alice)));
    expect(runs.length).toBe(1);
    runs[0]?.finish();
    for (const answer of answers) expect(await dataOf(answer)).toMatchObject({ caller: 'alice', run: 0 });
    expect(sharedTimes()).toBe(2);
  });

  it('are one for the document that is known and the one that is prepared', async () => {
    const { executor } = share();
    expect(executor.known('{ mine }', undefined)).toBe(
      executor.prepare('{ mine }', undefined, parse('{ mine }')),
    );
  });

  it('never answer one user with what another may see', async () => {
    const { run, runs } = share();
    const answers = [run({}, contextOf(alice)), run({}, contextOf(bob)), run({}, contextOf(anonymous))];
    expect(runs.length).toBe(3);
    for (const one of runs) one.finish();
    expect(await Promise.all(answers.map(dataOf))).toMatchObject(
      [alice, bob, anonymous].map(({ id }) => ({ caller: id })),
    );
  });

  it('are not those of another role, organisation, scope, network or session of the same user', async () => {
    const { run, runs } = share();
    const others: GatewayContext[] = [
      contextOf(alice),
      contextOf({ ...alice, role: 'ADMIN' }),
      contextOf({ ...alice, organisation: 'makerere' }),
      contextOf({ ...alice, scopes: ['read'] }),
      contextOf({ ...alice, kind: 'key' }),
      contextOf({ ...alice, organisationRole: 'OWNER' }),
      contextOf({ ...alice, networks: [] }),
      contextOf({ ...alice, session: 'another' }),
    ];
    for (const context of others) void run({}, context);
    expect(runs.length).toBe(others.length);
  });

  it('are one for everybody where all are told the same, and then asked as by a stranger', async () => {
    const { run, runs, sharedTimes } = share(OperationTypeNode.QUERY, true);
    const answers = [alice, bob, anonymous].map((caller) => run({}, contextOf(caller)));
    expect([runs.length, sharedTimes()]).toEqual([1, 2]);
    runs[0]?.finish();
    // neither name nor address of whoever happened to be first
    for (const answer of answers)
      expect(await dataOf(answer)).toEqual({ caller: 'anonymous', variables: {}, run: 0 });
  });

  it('leave by themselves, also where strangers are asked for', async () => {
    const { run, runs } = share(OperationTypeNode.QUERY, true);
    const [first, second] = [new AbortController(), new AbortController()];
    const led = run({}, contextOf(alice, first));
    const followed = run({}, contextOf(bob, second));
    first.abort(new Error('the client left'));
    expect((await led).data).toBeUndefined();
    runs[0]?.finish();
    expect(await dataOf(followed)).toMatchObject({ run: 0 });
  });

  it('are asked as by a stranger also where they are too long to be shared', async () => {
    const { run, runs } = share(OperationTypeNode.QUERY, true);
    const answer = run({ long: 'x'.repeat(10_000) }, contextOf(alice));
    runs[0]?.finish();
    expect(await dataOf(answer)).toMatchObject({ caller: 'anonymous' });
  });

  it('are not those with other variables', async () => {
    const { run, runs } = share();
    const variables = [
      {},
      { id: 1 },
      { id: '1' },
      { id: null },
      { id: [1] },
      { id: Number.POSITIVE_INFINITY },
    ];
    const answers = variables.map((each) => run(each, contextOf(alice)));
    expect(runs.length).toBe(variables.length);
    for (const one of runs) one.finish();
    const told = await Promise.all(answers.map(dataOf));
    expect(told.map((each) => each.run)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are asked anew when the answer was given', async () => {
    const { run, runs } = share();
    const first = run({}, contextOf(alice));
    runs[0]?.finish();
    await first;
    void run({}, contextOf(alice));
    expect(runs.length).toBe(2);
  });

  it('go on for the others when the one who asked first leaves', async () => {
    const { run, runs } = share();
    const leader = new AbortController();
    const led = run({}, contextOf(alice, leader));
    const followed = run({}, contextOf(alice));
    leader.abort(new Error('the client left'));
    expect((await led).data).toBeUndefined();
    expect(runs[0]?.signal.aborted).toBe(false);
    runs[0]?.finish();
    expect(await dataOf(followed)).toMatchObject({ run: 0 });
  });

  it('are stopped when all have left, and nobody joins what is being stopped', async () => {
    const { run, runs } = share();
    const clients = [new AbortController(), new AbortController()];
    for (const client of clients) void run({}, contextOf(alice, client));
    for (const client of clients) client.abort(new Error('the client left'));
    expect(runs[0]?.signal.aborted).toBe(true);
    const next = run({}, contextOf(alice));
    expect(runs.length).toBe(2);
    runs[0]?.finish();
    runs[1]?.finish();
    expect(await dataOf(next)).toMatchObject({ run: 1 });
  });

  it('tell each who waits too long so, whatever the run does', async () => {
    const { run, runs } = share();
    const late = new AbortController();
    const answer = run({}, contextOf(alice, late));
    late.abort(new AirError('DEADLINE_EXCEEDED', 'There was no answer within 1 s.'));
    const { data, errors } = await answer;
    expect(data).toBeUndefined();
    expect(errors[0]?.extensions).toEqual({ code: 'DEADLINE_EXCEEDED', http: { status: 504 } });
    runs[0]?.finish();
  });
});

describe('mutations', () => {
  it('are followed by what is read after them, also where the same is being read since before', async () => {
    const query = openOperation(OperationTypeNode.QUERY);
    const mutation = openOperation(OperationTypeNode.MUTATION);
    const of = (name: string | undefined) => (name === 'write' ? mutation.operation : query.operation);
    const executor = shareIdentical(
      { known: (_text, name) => of(name), prepare: (_text, name) => of(name) },
      silentMetrics,
    );
    const run = (name: string) => executor.known('', name)?.run({}, contextOf(alice)) as Promise<Answer>;
    void run('read');
    const written = run('write');
    mutation.runs[0]?.finish();
    await written;
    void run('read');
    void run('read');
    expect(query.runs.length).toBe(2);
  });

  it('all run, however alike they are', async () => {
    const { run, runs, sharedTimes } = share(OperationTypeNode.MUTATION);
    void run({ id: 1 }, contextOf(alice));
    void run({ id: 1 }, contextOf(alice));
    await setTimeout(0);
    expect([runs.length, sharedTimes()]).toEqual([2, 0]);
  });
});

describe('the key of what is shared', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('alice', '","', '"]{}', '[]', 'null', '{"a":1}'));
  const caller: fc.Arbitrary<Caller> = fc.record({
    kind: fc.constantFrom('anonymous', 'user', 'key'),
    id: text,
    role: fc.constantFrom('PUBLIC', 'AUTHENTICATED', 'ADMIN'),
    organisation: fc.option(text),
    organisationRole: fc.constantFrom('MEMBER', 'OWNER', null),
    scopes: fc.array(text, { maxLength: 3 }),
    networks: fc.option(fc.array(text, { maxLength: 2 })),
    session: fc.option(text),
  });
  const asked = fc.record({
    caller,
    variables: fc.jsonValue({ maxDepth: 2 }).map((value): Variables => ({ value })),
  });

  it('is equal only where caller and variables are', () => {
    fc.assert(
      fc.property(asked, asked, (a, b) => {
        const [one, other] = [a, b].map((each) => shareKey(each.variables, each.caller));
        expect(one === other).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none for variables that are too long or too deep to be compared', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(shareKey({ deep }, alice)).toBeUndefined();
    expect(shareKey({ long: 'x'.repeat(10_000) }, alice)).toBeUndefined();
  });
});
