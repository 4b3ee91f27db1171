import { EventEmitter, on } from 'node:events';
import { startGateway } from '@aqmrg/gateway/index.ts';
import { compose } from '@aqmrg/gateway/supergraph/compose.ts';
import { identityOf } from '@aqmrg/platform/access/testing/identities.ts';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { createLifecycle } from '@aqmrg/platform/lifecycle.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { asParent, everyone, everyoneTheirOwn } from '@aqmrg/platform/subgraph/access.ts';
import type { RequestContext, Room, SubgraphDefinition } from '@aqmrg/platform/subgraph/define.ts';
import { openLink, typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/client.ts';
import { openWire, type Wire } from '../support/wire.ts';

interface Note {
  readonly text: string;
  readonly organisation: string;
}

const definition = {
  name: 'notes',
  schema: `
    type Query { idle: Int }
    type Subscription { noted: Note! }
    type Note { text: String! }`,
  doors: [],
  access: { Query: { idle: everyone }, Subscription: { noted: everyoneTheirOwn }, Note: asParent },
  uses: [],
} as const;
const { supergraphSdl, apiSdl } = compose([
  { name: 'notes', url: 'http://notes', typeDefs: typeDefsOf(definition) },
]);

/** Who belongs to an organisation now: a rule looks when an event is sent. */
type Members = Map<string, readonly string[]>;

/** A room whose events are for the members of an organisation. Every stream of it has all of them. */
const makeRoom = (notes: EventEmitter, members: Members): Room<RequestContext> => ({
  resolvers: {
    Subscription: {
      noted: {
        subscribe() {
          const all = on(notes, 'note');
          const stream: AsyncIterableIterator<unknown> = {
            [Symbol.asyncIterator]: () => stream,
            async next() {
              const { done, value } = await all.next();
              return done ? { done, value: undefined } : { done: false, value: { noted: value[0] } };
            },
            return: async () => (await all.return?.()) ?? { done: true, value: undefined },
          };
          return stream;
        },
      },
    },
  },
  events: {
    noted: ({ organisation }: Note, { caller }) => members.get(organisation)?.includes(caller.id) === true,
  },
  context: (request) => request,
});

const userOf = (id: string): Caller => ({ ...anonymous, kind: 'user', id, role: 'AUTHENTICATED' });
const query = 'subscription { noted { text } }';

describe('probe 36: events that are for some, through the gateway', () => {
  let url: string;
  let stop: () => Promise<unknown>;
  let notes: EventEmitter;
  let members: Members;
  let opened: Wire[];
  beforeEach(async () => {
    notes = new EventEmitter();
    members = new Map([
      ['red', ['ada']],
      ['blue', ['bob']],
    ]);
    opened = [];
    const log = createLog('silent');
    const lifecycle = createLifecycle(log);
    const room = makeRoom(notes, members);
    const link = openLink({ ...definition, build: async () => room } satisfies SubgraphDefinition, room, {
      log,
      now: Date.now,
    });
    url = await startGateway({
      graph: { supergraphSdl, apiSdl },
      links: new Map([['notes', link]]),
      mountDoors: async () => {},
      remoteDoors: [],
      identity: identityOf({ 'Bearer ada': userOf('ada'), 'Bearer bob': userOf('bob') }),
      corsOrigins: [],
      host: '127.0.0.1',
      port: 0,
      log,
      lifecycle,
    });
    stop = () => lifecycle.stop('the test is over');
  });
  afterEach(async () => {
    await Promise.all(opened.map((wire) => wire.close()));
    await stop?.();
  });

  /** Everybody sends the same message. */
  const follow = async (authorization?: string): Promise<Wire> => {
    const wire = await openWire(url, { init: authorization ? { authorization } : {} });
    opened.push(wire);
    wire.say({ id: '1', type: 'subscribe', payload: { query } });
    return wire;
  };
  const streams = (count: number) =>
    until(
      async () => notes.listenerCount('note'),
      (there) => there === count,
    );
  const heardBy = ({ heard }: Wire): readonly string[] =>
    heard
      .filter(({ type }) => type === 'next' || type === 'error')
      .map(({ payload }) => payload.data?.noted.text ?? JSON.stringify(payload));
  const note = (organisation: string, text: string) => notes.emit('note', { organisation, text });
  /** All streams are in order, so that who heard the last has heard whatever was for them before. */
  const end = async (wires: readonly Wire[]): Promise<void> => {
    members.set('all', ['ada', 'bob', 'anonymous']);
    note('all', 'the end');
    for (const wire of wires) await wire.take(({ payload }) => payload?.data?.noted.text === 'the end');
  };

  it('reach those alone, whoever asks the same in the same words', async () => {
    const [ada, bob, stranger] = [await follow('Bearer ada'), await follow('Bearer bob'), await follow()];
    await streams(3);
    for (const [organisation, text] of [
      ['red', 'red 1'],
      ['blue', 'blue 1'],
      ['green', 'green 1'],
      ['red', 'red 2'],
      ['blue', 'blue 2'],
    ] as const)
      note(organisation, text);
    await end([ada, bob, stranger]);
    expect(heardBy(ada)).toEqual(['red 1', 'red 2', 'the end']);
    expect(heardBy(bob)).toEqual(['blue 1', 'blue 2', 'the end']);
    expect(heardBy(stranger)).toEqual(['the end']);
  });

  it('are judged anew each time: who left hears no more, who came hears from then on', async () => {
    const [ada, bob] = [await follow('Bearer ada'), await follow('Bearer bob')];
    await streams(2);
    note('red', 'before');
    await ada.take(({ type }) => type === 'next');
    members.set('red', ['bob']);
    note('red', 'after');
    await end([ada, bob]);
    expect(heardBy(ada)).toEqual(['before', 'the end']);
    expect(heardBy(bob)).toEqual(['after', 'the end']);
  });

  it('are one stream to a caller on several sockets, and never one to two callers', async () => {
    const wires = [await follow('Bearer ada'), await follow('Bearer ada'), await follow('Bearer bob')];
    await streams(2);
    note('red', 'red 1');
    await end(wires);
    expect(wires.map(heardBy)).toEqual([['red 1', 'the end'], ['red 1', 'the end'], ['the end']]);
    expect(notes.listenerCount('note')).toBe(2);
  });
});
