import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { anonymous, type Caller, service } from '../caller.ts';
import {
  type AccessTable,
  admin,
  asParent,
  each,
  everyone,
  everyoneTheirOwn,
  own,
  ownAsOwner,
  services,
  signedIn,
  withScope,
} from './access.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { everyEvent } from './event-rules.ts';
import { buildSchema, openLink } from './executable.ts';

const schema = /* GraphQL */ `
  type Query { open: Int closed: Int box: Box }
  type Mutation { fill: Int }
  type Subscription { told: Int }
  type Thing @key(fields: "id") { id: ID! weight: Int price: Int }
  type Box { thing: Thing label: String secret: String }
`;

const table = {
  Query: { open: everyone, closed: admin, box: everyone },
  Mutation: { fill: withScope('ingest') },
  Subscription: { told: services },
  Thing: { id: everyone, weight: everyone, price: signedIn },
  Box: { thing: asParent, label: asParent, secret: own },
} satisfies AccessTable;

let started = 0;
async function* telling() {
  started += 1;
  yield { told: 1 };
}

const room: Room<RequestContext> = {
  resolvers: {
    Query: { open: () => 1, closed: () => 2, box: () => ({ thing: { id: 'a' }, label: 'b', secret: 'c' }) },
    Mutation: { fill: () => 3 },
    Subscription: { told: { subscribe: telling } },
    Thing: { __resolveReference: (thing: object) => thing, weight: () => 4, price: () => 5 },
  },
  events: { told: everyEvent },
  context: (request) => request,
};

const definitionOf = (access: AccessTable): SubgraphDefinition => ({
  name: 'things',
  schema,
  doors: [],
  access,
  uses: [],
  build: async () => room,
});

const building = (access: AccessTable) => () => buildSchema(definitionOf(access), room);

const link = openLink(definitionOf(table), room, { log: pino({ level: 'silent' }), now: () => 0 });
const request = (caller: Caller, document: string, variables: Record<string, unknown> = {}) => ({
  document,
  variables,
  caller,
  requestId: 'r',
  signal: new AbortController().signal,
});
const ask = async (caller: Caller, document: string, variables = {}) => {
  const { data, errors = [] } = await link.execute(request(caller, document, variables));
  return { data: JSON.parse(JSON.stringify(data)), codes: errors.map(({ extensions }) => extensions.code) };
};

const user: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED', organisation: 'a' };
const member: Caller = { ...user, organisationRole: 'MEMBER' };
const owner: Caller = { ...user, organisationRole: 'OWNER' };
const administrator: Caller = { ...user, role: 'ADMIN' };
const key = (...scopes: readonly string[]): Caller => ({
  ...anonymous,
  kind: 'key',
  id: 'k',
  role: 'AUTHENTICATED',
  organisation: 'a',
  scopes,
});
const callers = {
  stranger: anonymous,
  user,
  member,
  owner,
  admin: administrator,
  'key with ingest': key('ingest'),
  'key with read and export': key('read', 'export'),
  service: service('test'),
} satisfies Record<string, Caller>;
type Who = keyof typeof callers;
const everybody = Object.keys(callers) as Who[];

describe('a policy', () => {
  const people: readonly Who[] = ['user', 'member', 'owner', 'admin', 'service'];
  it.each([
    ['everyone', everyone, everybody],
    ['everyoneTheirOwn', everyoneTheirOwn, everybody],
    ['signedIn', signedIn, people],
    ['own', own, people],
    ['ownAsOwner', ownAsOwner, ['owner', 'admin', 'service']],
    ['admin', admin, ['admin', 'service']],
    ['services', services, ['service']],
    ['withScope(ingest)', withScope('ingest'), [...people, 'key with ingest']],
    ['withScope(export)', withScope('export'), [...people, 'key with read and export']],
  ] as const)('%s allows whom it names, and nobody else', (_name, policy, allowed) => {
    expect(everybody.filter((who) => policy.allows(callers[who]))).toEqual(
      everybody.filter((who) => (allowed as readonly Who[]).includes(who)),
    );
  });

  it('never takes a key for a person, whatever role it claims', () => {
    const proud: Caller = { ...key('ingest', 'read', 'export'), role: 'ADMIN', organisationRole: 'OWNER' };
    expect([signedIn, own, ownAsOwner, admin, services].filter(({ allows }) => allows(proud))).toEqual([]);
  });

  it('lets an answer be shared only where all are told the same', () => {
    const shared = [everyone, asParent];
    const not = [everyoneTheirOwn, signedIn, own, ownAsOwner, admin, services, withScope('read')];
    expect(shared.every(({ isSameForAll }) => isSameForAll)).toBe(true);
    expect(not.some(({ isSameForAll }) => isSameForAll)).toBe(false);
  });
});

describe('a table', () => {
  it('fits where every field has its entry', () => {
    expect(building(table)).not.toThrow();
  });

  const { Mutation: _, ...withoutMutation } = table;
  it.each<readonly [string, AccessTable, string]>([
    ['a root field without an entry', { ...table, Query: { open: everyone, box: everyone } }, 'Query.closed'],
    ['a root type without an entry', withoutMutation, 'Mutation'],
    ['a type without an entry', { ...table, Box: {} }, 'Box.label'],
    ['an entity field without one', { ...table, Thing: each(everyone, 'id weight') }, 'Thing.price'],
    ['an entity as a whole', { ...table, Thing: everyone }, 'Thing: name each field'],
    ['a root type as a whole', { ...table, Query: everyone }, 'Query: name each field'],
    [
      'an entity field "as the one before it"',
      { ...table, Thing: each(asParent, 'id weight price') },
      'Thing.id',
    ],
    [
      'a root field "as the one before it"',
      { ...table, Subscription: { told: asParent } },
      'Subscription.told',
    ],
    ['a field that is not there', { ...table, Query: { ...table.Query, gone: admin } }, 'Query.gone'],
    ['a type that is not there', { ...table, Gone: admin }, 'Gone: there is no such type'],
    ['a name of every object', { ...table, toString: admin }, 'toString: there is no such type'],
  ])('does not fit with %s', (_what, wrong, fault) => {
    expect(building(wrong)).toThrow(fault);
  });

  it('names all its faults at once', () => {
    expect(building({ ...table, Query: {}, Gone: admin })).toThrow(/open.*closed.*box.*Gone/s);
  });

  it('does not take its entries from what every object has', () => {
    const odd = { ...definitionOf(table), schema: schema.replace('open: Int', 'open: Int constructor: Int') };
    expect(() => buildSchema(odd, room)).toThrow('Query.constructor: who may ask it?');
  });
});

describe('a room behind its table', () => {
  it('answers strangers what is for everyone', async () => {
    expect(await ask(anonymous, '{ open box { label thing { id weight } } }')).toEqual({
      data: { open: 1, box: { label: 'b', thing: { id: 'a', weight: 4 } } },
      codes: [],
    });
  });

  it('tells strangers to sign in, and others that they may not', async () => {
    expect(await ask(anonymous, '{ closed }')).toEqual({
      data: { closed: null },
      codes: ['UNAUTHENTICATED'],
    });
    expect(await ask(user, '{ closed }')).toEqual({ data: { closed: null }, codes: ['FORBIDDEN'] });
    expect(await ask(key('ingest'), '{ closed }')).toMatchObject({ codes: ['FORBIDDEN'] });
    expect(await ask(administrator, '{ closed }')).toEqual({ data: { closed: 2 }, codes: [] });
    expect(await ask(service('test'), '{ closed }')).toMatchObject({ data: { closed: 2 } });
  });

  it('guards a field under another name and inside fragments', async () => {
    const document = '{ a: closed ...F } fragment F on Query { ... on Query { b: closed } }';
    expect(await ask(user, document)).toMatchObject({ data: { a: null, b: null } });
  });

  it('judges each field of an entity by itself, whichever way it was reached', async () => {
    const entity =
      '_entities(representations: [{ __typename: "Thing", id: "a" }]) { ... on Thing { weight price } }';
    expect(await ask(anonymous, `{ box { thing { weight price } } ${entity} }`)).toEqual({
      data: {
        box: { thing: { weight: 4, price: null } },
        _entities: [{ weight: 4, price: null }],
      },
      codes: ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    });
    expect(await ask(user, `{ ${entity} }`)).toMatchObject({
      data: { _entities: [{ price: 5 }] },
      codes: [],
    });
  });

  it('judges a field of a plain type that has a policy of its own', async () => {
    expect(await ask(anonymous, '{ box { secret label } }')).toMatchObject({
      data: { box: { secret: null, label: 'b' } },
      codes: ['UNAUTHENTICATED'],
    });
  });

  it('lets keys do what they were made for, and nothing of people', async () => {
    expect(await ask(key('ingest'), 'mutation { fill }')).toEqual({ data: { fill: 3 }, codes: [] });
    expect(await ask(key('read'), 'mutation { fill }')).toMatchObject({ codes: ['FORBIDDEN'] });
    expect(await ask(key('ingest', 'read', 'export'), '{ box { secret } }')).toMatchObject({
      data: { box: { secret: null } },
      codes: ['FORBIDDEN'],
    });
  });

  it('runs no resolver of a field that it refuses', async () => {
    let ran = 0;
    const counting = { ...room, resolvers: { ...room.resolvers, Mutation: { fill: () => (ran += 1) } } };
    const counted = openLink(definitionOf(table), counting, { log: pino({ level: 'silent' }), now: () => 0 });
    await counted.execute(request(anonymous, 'mutation { fill }'));
    expect(ran).toBe(0);
    await counted.execute(request(user, 'mutation { fill }'));
    expect(ran).toBe(1);
  });

  it('denies a subscription before its stream starts', async () => {
    started = 0;
    for (const who of everybody.filter((one) => one !== 'service')) {
      const answer = await link.subscribe(request(callers[who], 'subscription { told }'));
      expect(Symbol.asyncIterator in answer, who).toBe(false);
    }
    expect(started).toBe(0);
    const stream = await link.subscribe(request(service('gateway'), 'subscription { told }'));
    if (!(Symbol.asyncIterator in stream)) throw new Error('It was denied.');
    expect((await stream.next()).value).toMatchObject({ data: { told: 1 } });
  });

  it('wraps the fields that are not for everyone, and leaves the others as they were', () => {
    const built = buildSchema(definitionOf(table), room);
    const isWrapped = (type: string, field: string): boolean => {
      const fields = (
        built.getType(type) as { getFields(): Record<string, { resolve?: unknown }> }
      ).getFields();
      const given = (room.resolvers[type] as Record<string, unknown> | undefined)?.[field];
      return fields[field]?.resolve !== given;
    };
    expect(isWrapped('Query', 'open')).toBe(false);
    expect(isWrapped('Thing', 'weight')).toBe(false);
    expect(isWrapped('Box', 'label')).toBe(false);
    expect(isWrapped('Query', 'closed')).toBe(true);
    expect(isWrapped('Thing', 'price')).toBe(true);
    expect(isWrapped('Box', 'secret')).toBe(true);
  });

  it('refuses a subscription whose field has a resolve function: its stream would start before it is denied', () => {
    const eager = {
      ...room,
      resolvers: { ...room.resolvers, Subscription: { told: { subscribe: telling, resolve: () => 1 } } },
    };
    expect(() => buildSchema(definitionOf(table), eager)).toThrow('Subscription.told');
  });
});
