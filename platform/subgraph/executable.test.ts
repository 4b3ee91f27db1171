import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { anonymous, service } from '../caller.ts';
import { badInput } from '../errors/air-error.ts';
import { admin, everyone } from './access.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { everyEvent } from './event-rules.ts';
import { openLink } from './executable.ts';

const schema = /* GraphQL */ `
  type Query {
    open(at: DateTime, within: Span): DateTime
    closed: Int
    broken: Int
    picky: Int
  }
  input Span { from: DateTime, parts: [Span!], hours: Int }
  type Mutation { change: Int! }
  type Subscription { ticks: Int! secrets: Int! }
  type Thing @key(fields: "id") { id: ID! own: Int hidden: Int }
`;

const ticks = () => {
  let ended: () => void = () => {};
  const forever = new Promise<IteratorResult<unknown>>((resolve) => {
    ended = () => resolve({ done: true, value: undefined });
  });
  return {
    wasEnded: false,
    sent: 0,
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      this.sent += 1;
      return this.sent > 1 ? forever : { done: false, value: { ticks: 1, secrets: 1 } };
    },
    async return() {
      this.wasEnded = true;
      ended();
      return { done: true, value: undefined };
    },
  };
};

const makeLink = () => {
  const source = ticks();
  const room: Room<RequestContext> = {
    resolvers: {
      Query: {
        open: (_: unknown, { at }: { at?: number }) => at ?? 0,
        closed: () => 1,
        broken: () => {
          throw new Error('password=hunter2 at 10.0.0.7:5432');
        },
        picky: () => {
          throw badInput('first', 'first must be at least 1.');
        },
      },
      Mutation: { change: () => 1 },
      Subscription: { ticks: { subscribe: () => source }, secrets: { subscribe: () => source } },
      Thing: { __resolveReference: (thing: object) => thing, own: () => 7, hidden: () => 8 },
    },
    events: { ticks: everyEvent, secrets: everyEvent },
    context: (request) => request,
  };
  const definition: SubgraphDefinition = {
    name: 'things',
    schema,
    doors: [],
    access: {
      Query: { open: everyone, closed: admin, broken: everyone, picky: everyone },
      Mutation: { change: admin },
      Subscription: { ticks: everyone, secrets: admin },
      Thing: { id: everyone, own: everyone, hidden: admin },
    },
    uses: [],
    build: async () => room,
  };
  const ground = { log: pino({ level: 'silent' }), now: () => 0 };
  return { source, link: openLink(definition, room, ground) };
};

const ask = (document: string, caller = anonymous, variables = {}) => ({
  document,
  variables,
  caller,
  requestId: 'r-1',
  signal: new AbortController().signal,
});
const codeOf = (result: { errors?: readonly { extensions: Record<string, unknown> }[] }) =>
  result.errors?.[0]?.extensions.code;

describe('a subgraph in this process', () => {
  it('answers what is public, with instants in UTC', async () => {
    const result = await makeLink().link.execute(ask('{ open(at: "2026-01-01T02:00:00+02:00") }'));
    expect(result).toEqual({ data: { open: '2026-01-01T00:00:00.000Z' } });
  });

  it.each(['{ closed }', 'mutation { change }'])('denies %s to strangers', async (document) => {
    const result = await makeLink().link.execute(ask(document));
    expect(codeOf(result)).toBe('UNAUTHENTICATED');
  });

  it('answers who may ask', async () => {
    const ada = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' } as const;
    expect(codeOf(await makeLink().link.execute(ask('{ closed }', ada)))).toBe('FORBIDDEN');
    expect((await makeLink().link.execute(ask('{ closed }', service('test')))).data).toEqual({ closed: 1 });
  });

  it('resolves entities, and guards each of their fields', async () => {
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { own hidden } } }`;
    const variables = { r: [{ __typename: 'Thing', id: 'a' }] };
    const result = await makeLink().link.execute(ask(entities, anonymous, variables));
    expect(result.data).toEqual({ _entities: [{ own: 7, hidden: null }] });
    expect(codeOf(result)).toBe('UNAUTHENTICATED');
  });

  it.each([
    [{ __typename: 'Thing' }, 'representations.1.id'],
    [{ __typename: 'Thing', id: null }, 'representations.1.id'],
    [{ __typename: 'Thing', id: { deep: 1 } }, 'representations.1.id'],
    [{ __typename: 'Query', id: 'a' }, 'representations.1.__typename'],
    [{ __typename: 'Span', id: 'a' }, 'representations.1.__typename'],
    [{ id: 'a' }, 'representations.1.__typename'],
    ['Thing', 'representations.1'],
    [[], 'representations.1'],
  ])('says that %j is no representation, at its own place', async (malformed, field) => {
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { own } } }`;
    const variables = { r: [{ __typename: 'Thing', id: 'a' }, malformed, { __typename: 'Thing', id: 7 }] };
    const { data, errors } = await makeLink().link.execute(ask(entities, anonymous, variables));
    expect(data).toEqual({ _entities: [{ own: 7 }, null, { own: 7 }] });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['_entities', 1], extensions: { code: 'BAD_INPUT', field } });
  });

  it('answers nothing more once the client left', async () => {
    const request = { ...ask('{ open }'), signal: AbortSignal.abort(new Error('left')) };
    const { data, errors } = await makeLink().link.execute(request);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('DEADLINE_EXCEEDED');
  });

  it('names the field of bad input and masks what is unknown', async () => {
    const { link } = makeLink();
    expect((await link.execute(ask('{ picky }'))).errors?.[0]).toMatchObject({
      message: 'first must be at least 1.',
      extensions: { code: 'BAD_INPUT', field: 'first' },
    });
    const masked = JSON.stringify((await link.execute(ask('{ broken }'))).errors);
    expect(masked).toContain('INTERNAL');
    expect(masked).not.toContain('hunter2');
  });

  it('says which argument is no DateTime', async () => {
    const result = await makeLink().link.execute(
      ask('query($at: DateTime) { open(at: $at) }', anonymous, { at: 'yesterday' }),
    );
    expect(codeOf(result)).toBe('BAD_INPUT');
    expect(result.errors?.[0]?.message).toContain('$at');
    expect(result.errors?.[0]?.extensions.field).toBe('at');
  });

  it.each([
    ['{ open(at: "yesterday") }', {}, 'at'],
    ['{ open(within: { parts: [{ from: "yesterday" }] }) }', {}, 'within.parts.from'],
    ['{ open(within: { hours: "many" }) }', {}, 'within.hours'],
    [
      'query($w: Span) { open(within: $w) }',
      { w: { parts: [{ from: '2026-01-01T00:00:00Z' }, { from: 'x' }] } },
      'w.parts.1.from',
    ],
    ['query($w: Span) { open(within: $w) }', { w: { hours: 1.5 } }, 'w.hours'],
    ['query($at: DateTime!) { open(at: $at) }', {}, 'at'],
    ['{ open(at: "2026-02-30T00:00:00Z") }', {}, 'at'],
  ])('names the field at fault in %s', async (document, variables, field) => {
    const { errors } = await makeLink().link.execute(ask(document, anonymous, variables));
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.field])).toEqual([
      ['BAD_INPUT', field],
    ]);
  });

  it('takes a leap day', async () => {
    const result = await makeLink().link.execute(ask('{ open(at: "2024-02-29T00:00:00Z") }'));
    expect(result).toEqual({ data: { open: '2024-02-29T00:00:00.000Z' } });
  });

  it('denies a subscription before it starts', async () => {
    const { link, source } = makeLink();
    const result = await link.subscribe(ask('subscription { secrets }'));
    expect(Symbol.asyncIterator in result).toBe(false);
    expect(source.sent).toBe(0);
  });

  it('ends a subscription while it waits for the next event', async () => {
    const { link, source } = makeLink();
    const stream = await link.subscribe(ask('subscription { ticks }'));
    if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
    expect((await stream.next()).value).toEqual({ data: { ticks: 1 } });
    const waiting = stream.next();
    await stream.return?.();
    expect(source.wasEnded).toBe(true);
    expect((await waiting).done).toBe(true);
  });
});
