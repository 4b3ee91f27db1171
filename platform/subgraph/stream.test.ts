import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { anonymous, type Caller, hasRole, service } from '../caller.ts';
import { asParent, everyone, everyoneTheirOwn } from './access.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { openLink } from './executable.ts';
import type { GraphRequest } from './link.ts';

const schema = /* GraphQL */ `
  type Query { idle: Int }
  type Subscription { moved: Move! told: String! }
  type Move { km: Int! isSecret: Boolean! seen: Int! }
`;

const emitting = (roots: readonly unknown[]) => {
  const left = [...roots];
  const stream: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => stream,
    next: async () =>
      left.length > 0 ? { done: false, value: left.shift() } : { done: true, value: undefined },
  };
  return stream;
};

interface Move {
  readonly km: number;
  readonly isSecret?: boolean;
}
type Counted = RequestContext & { readonly number: number };

const makeRoom = (roots: readonly unknown[]): Room<Counted> => {
  let contexts = 0;
  return {
    resolvers: {
      Subscription: {
        moved: { subscribe: () => emitting(roots) },
        told: { subscribe: () => emitting(roots) },
      },
      Move: {
        isSecret: ({ isSecret }: Move) => isSecret ?? false,
        seen: (_: Move, _args: object, { number }: Counted) => number,
      },
    },
    events: {
      moved: ({ isSecret }: Move, { caller }) => !isSecret || hasRole(caller, 'ADMIN'),
      told: () => {
        throw new Error('the rule is broken');
      },
    },
    context(request) {
      contexts += 1;
      return { ...request, number: contexts };
    },
  };
};

const open = (room: Room<Counted>) =>
  openLink(
    {
      name: 'moves',
      schema,
      doors: [],
      access: {
        Query: { idle: everyone },
        Subscription: { moved: everyoneTheirOwn, told: everyoneTheirOwn },
        Move: asParent,
      },
      uses: [],
      build: async () => room as unknown as Room<RequestContext>,
    } satisfies SubgraphDefinition,
    room as unknown as Room<RequestContext>,
    { log: pino({ level: 'silent' }), now: () => 0 },
  );

const answersTo = async (
  roots: readonly unknown[],
  document = 'subscription { moved { km } }',
  wishes: Pick<GraphRequest, 'live'> & { readonly caller?: Caller } = {},
) => {
  const stream = await open(makeRoom(roots)).subscribe({
    document,
    caller: anonymous,
    requestId: 'r',
    signal: new AbortController().signal,
    ...wishes,
  });
  if (!(Symbol.asyncIterator in stream)) return stream;
  const answers: unknown[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
};

const live = (cursor: string) => ({ cursor, key: 'a', at: 1 });

describe('a stream of a room', () => {
  it('answers each event with its mark', async () => {
    const roots = [1, 2].map((km) => ({ live: live(`c${km}`), moved: { km } }));
    expect(await answersTo(roots)).toEqual([
      { data: { moved: { km: 1 } }, extensions: { live: live('c1') } },
      { data: { moved: { km: 2 } }, extensions: { live: live('c2') } },
    ]);
  });

  it('needs no marks', async () => {
    expect(await answersTo([{ moved: { km: 1 } }])).toEqual([{ data: { moved: { km: 1 } } }]);
  });

  it('tells where it starts to those who want to know, and to nobody else', async () => {
    const roots = [{ live: { cursor: 'c0' } }, { live: live('c1'), moved: { km: 1 } }];
    const event = { data: { moved: { km: 1 } }, extensions: { live: live('c1') } };
    expect(await answersTo(roots)).toEqual([event]);
    expect(await answersTo(roots, undefined, { live: {} })).toEqual([event]);
    expect(await answersTo(roots, undefined, { live: { start: true } })).toEqual([
      { extensions: { live: { cursor: 'c0' } } },
      event,
    ]);
  });

  it('keeps the mark of an event that fails', async () => {
    const [answer] = (await answersTo([{ live: live('c1'), moved: { km: 'far' } }])) as object[];
    expect(answer).toMatchObject({ data: null, errors: [{}], extensions: { live: live('c1') } });
  });

  it('leaves out what is not for this caller, each event by itself', async () => {
    const roots = [1, 2, 3].map((km) => ({ live: live(`c${km}`), moved: { km, isSecret: km === 2 } }));
    const kmOf = (answers: unknown) =>
      (answers as { data: { moved: Move } }[]).map(({ data }) => data.moved.km);
    expect(kmOf(await answersTo(roots))).toEqual([1, 3]);
    expect(kmOf(await answersTo(roots, undefined, { caller: service('test') }))).toEqual([1, 2, 3]);
    const inFragment = 'subscription { ...M } fragment M on Subscription { ... { x: moved { km } } }';
    expect(await answersTo(roots, inFragment)).toHaveLength(2);
  });

  it('lets others have a turn while nothing in a long replay is for this caller', async () => {
    let isOver = false;
    const secrets = Array.from({ length: 5_000 }, () => ({ moved: { km: 1, isSecret: true } }));
    const read = answersTo(secrets).then((answers) => {
      isOver = true;
      return answers;
    });
    await setImmediate();
    await setImmediate();
    expect(isOver).toBe(false);
    expect(await read).toEqual([]);
  });

  it('leaves out what a broken rule would judge', async () => {
    expect(await answersTo([{ told: 'all' }], 'subscription { told }')).toEqual([]);
  });

  it('makes a new context for each event', async () => {
    const answers = await answersTo(
      [{ moved: { km: 1 } }, { moved: { km: 2 } }],
      'subscription { moved { seen } }',
    );
    expect(answers).toEqual([{ data: { moved: { seen: 2 } } }, { data: { moved: { seen: 3 } } }]);
  });

  it.each([
    'subscription { moved @skip(if: true) { km } }',
    'subscription { moved @include(if: true) { km } }',
    'subscription { ... @skip(if: true) { moved { km } } }',
    'subscription($b: Boolean!) { moved @skip(if: $b) { km } }',
  ])('refuses %s: nobody would know what is sent', async (document) => {
    expect(await answersTo([{ moved: { km: 1 } }], document)).toMatchObject({
      errors: [{ extensions: { code: 'BAD_INPUT' } }],
    });
  });
});

describe('the schema of a room', () => {
  it('is refused where nobody said who may get the events of a field', () => {
    const { events, ...silent } = makeRoom([]);
    expect(() => open(silent)).toThrow('Subscription.moved needs a rule');
    expect(() => open({ ...silent, events: { moved: () => true } })).toThrow(
      'Subscription.told needs a rule',
    );
    expect(() => open({ ...silent, events: { ...events, gone: () => true } })).toThrow('gone');
  });
});
