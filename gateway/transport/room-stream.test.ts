import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { openSockets } from '@aqmrg/platform/http/sockets/testing/open-sockets.ts';
import { asParent, everyone, everyoneTheirOwn } from '@aqmrg/platform/subgraph/access.ts';
import type { RequestContext, Room, SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpLink, openHttpLink } from './http-link.ts';
import { makeRequest } from './testing/requests.ts';

interface Step {
  readonly number: number;
  readonly owner: string | null;
}

const schema = `
  type Query { idle: Int }
  type Subscription { stepped(after: Int! = 0): Step! }
  type Step { number: Int! }`;

const last = 20;

async function* stepsAfter(after: number) {
  yield { live: { cursor: `c${after}` } };
  for (let number = after + 1; number <= last; number += 1) {
    const stepped: Step = { number, owner: number % 3 === 0 ? 'ada' : null };
    yield { live: { cursor: `c${number}`, key: 'stairs', at: number }, stepped };
  }
}

/** Every third step is for one account alone. */
const room: Room<RequestContext> = {
  resolvers: {
    Subscription: {
      stepped: {
        subscribe(_: unknown, { after }: { after: number }) {
          if (after < 0) throw badInput('after', 'There is no place before the first.');
          return stepsAfter(after);
        },
      },
    },
  },
  events: { stepped: ({ owner }: Step, { caller }) => owner === null || owner === caller.id },
  context: (request) => request,
};
const definition: SubgraphDefinition = {
  name: 'stairs',
  schema,
  doors: [],
  access: { Query: { idle: everyone }, Subscription: { stepped: everyoneTheirOwn }, Step: asParent },
  uses: [],
  build: async () => room,
};
const inProcess = openLink(definition, room, {
  log: pino({ level: 'silent' }),
  now: () => 0,
});

const ada: Caller = { ...anonymous, kind: 'user', id: 'ada', role: 'AUTHENTICATED' };
const document = 'subscription($after: Int) { stepped(after: $after) { number } }';

const answersOf = async (link: SubgraphLink, request: Partial<GraphRequest>) => {
  const answer = await link.subscribe(makeRequest({ document, ...request }));
  if (!(Symbol.asyncIterator in answer)) return JSON.parse(JSON.stringify(answer.errors));
  const answers: ExecutionResult[] = [];
  for await (const event of answer) answers.push(JSON.parse(JSON.stringify(event)));
  return answers;
};

describe('a room', () => {
  let sockets: Awaited<ReturnType<typeof openSockets>>;
  let remote: HttpLink;
  beforeEach(async () => {
    sockets = await openSockets({
      authenticate: (params) => ({ caller: JSON.parse(String(params?.identity)), expiresAt: null }),
      subscribe: (request) => inProcess.subscribe(request),
      drainSpreadMs: 0,
    });
    const identify = (caller: Caller): string => JSON.stringify(caller);
    remote = openHttpLink('stairs', `http://127.0.0.1:${sockets.port}`, { identify });
  });
  afterEach(async () => {
    await remote.close();
    await sockets.close();
  });

  it.each([
    ['with its start', { live: { start: true } }],
    ['without its start', { live: {} }],
    ['from behind a place', { variables: { after: 17 }, live: { start: true } }],
    ['at its end', { variables: { after: last }, live: { start: true } }],
    ['for somebody who may see more', { caller: ada }],
    ['that is refused', { variables: { after: -1 }, live: { start: true } }],
    ['that does not fit', { document: 'subscription { stepped { colour } }', live: { start: true } }],
  ] satisfies [string, Partial<GraphRequest>][])(
    'streams the same to another process as to its own: %s',
    async (_, request) => {
      const own = await answersOf(inProcess, request);
      const withoutPlaces = (answers: { locations?: unknown }[]) =>
        answers.map(({ locations, ...rest }) => rest);
      expect(withoutPlaces(await answersOf(remote, request))).toEqual(withoutPlaces(own));
      expect(own.length).toBeGreaterThan(0);
    },
  );

  it('says which field is at fault, and leaves out what is not for a stranger', async () => {
    expect(await answersOf(remote, { variables: { after: -1 }, live: { start: true } })).toMatchObject([
      { extensions: { code: 'BAD_INPUT', field: 'after' } },
    ]);
    const numbers = (await answersOf(remote, { variables: { after: 14 } })).map(
      ({ data }: { data: { stepped: Step } }) => data.stepped.number,
    );
    expect(numbers).toEqual([16, 17, 19, 20]);
  });

  it('is left when the link to it is closed', async () => {
    const stream = await remote.subscribe(makeRequest({ document, live: { start: true } }));
    if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
    await stream.next();
    await remote.close();
    expect((await stream.next()).done).toBe(true);
    await expect.poll(() => sockets.closedWith.length).toBe(1);
  });
});
