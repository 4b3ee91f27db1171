import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { describe, expect, it } from 'vitest';
import { silentMetrics } from '../observe/metrics.ts';
import { makeOutlet } from './testing/outlet.ts';
import { openWorld, settled } from './testing/world.ts';

const userOf = (id: string): Caller => ({ ...anonymous, kind: 'user', id, role: 'AUTHENTICATED' });

const flat = 'subscription { moved { cursor km } }';
const federated = 'subscription { moved { km thing { name } } }';
const datasOf = ({ messages }: ReturnType<typeof makeOutlet>) =>
  messages.map(({ payload }) => payload.data?.moved);

describe('a live operation', () => {
  it('fetches for each event what other subgraphs know, and keeps the order', async () => {
    const { join, moves } = openWorld();
    const { outlet } = await join(federated);
    moves.publish(3);
    await settled();
    expect(outlet.messages).toEqual(
      [1, 2, 3].map((km) => ({
        id: '1',
        type: 'next',
        payload: { data: { moved: { km, thing: { name: `name of t${km % 3}` } } } },
      })),
    );
  });

  it('asks once for all events that come together, and each thing once', async () => {
    const { join, moves, fetches } = openWorld();
    const { outlet } = await join(federated);
    moves.publish(30);
    await settled();
    expect(outlet.messages).toHaveLength(30);
    expect(fetches.map(({ variables }) => variables?.representations)).toEqual([
      ['t1', 't2', 't0'].map((id) => ({ __typename: 'Thing', id })),
    ]);
  });

  it('asks nobody else where the event says it all', async () => {
    const { join, moves, fetches } = openWorld();
    const { outlet } = await join('subscription { moved { km } }');
    moves.publish();
    await settled();
    expect(outlet.messages).toHaveLength(1);
    expect(fetches).toEqual([]);
  });

  it('hands the variables of the root field on, and the caller', async () => {
    const { join, moves } = openWorld();
    await join(
      'subscription($fast: Boolean, $skip: Boolean!) { moved(fast: $fast) { km thing @skip(if: $skip) { id } } }',
      { variables: { fast: true, skip: false, unknown: 1 } },
    );
    expect(moves.asked[0]?.variables).toEqual({ fast: true, skip: false });
    expect(moves.asked[0]?.caller.kind).toBe('anonymous');
  });

  it('costs a dead subgraph its own fields only', async () => {
    const { join, moves, setNames } = openWorld();
    setNames(() => {
      throw new AirError('SUBGRAPH_UNAVAILABLE', 'The names subgraph does not answer.');
    });
    const { outlet } = await join(federated);
    moves.publish(2);
    await settled();
    expect(datasOf(outlet)).toEqual([
      { km: 1, thing: { name: null } },
      { km: 2, thing: { name: null } },
    ]);
    expect(outlet.messages[1].payload.errors[0].extensions).toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      service: 'names',
    });
  });

  it('answers under names that every object inherits', async () => {
    const { join, moves } = openWorld();
    const { outlet } = await join('subscription { moved { km thing { constructor: name } } }');
    moves.publish();
    await settled();
    expect(datasOf(outlet)).toEqual([{ km: 1, thing: { constructor: 'name of t1' } }]);
  });

  it.each([
    [
      'a variable that does not fit',
      'subscription($fast: Boolean) { moved(fast: $fast) { km } }',
      { fast: 'very' },
      'BAD_INPUT',
    ],
    [
      'an operation that does not fit the graph',
      'subscription { moved { tonnes } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a cursor that the subgraph refuses', 'subscription { moved(after: "forged") { km } }', {}, 'BAD_INPUT'],
  ])('says what is wrong with %s', async (_name, document, variables, code) => {
    const { join } = openWorld();
    const { errors } = await join(document, { variables });
    expect(errors[0]?.extensions).toMatchObject({ code });
  });

  it('refuses a wish for gaps that it cannot show', async () => {
    const { join } = openWorld();
    await expect(join(flat, { live: { whenSlow: 'GAP' } })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      field: 'extensions.live.whenSlow',
    });
  });
});

describe('a fault of ours', () => {
  it('ends the stream for its clients, masked, and leaves the next ones alone', async () => {
    let isBroken = true;
    const metrics = {
      ...silentMetrics,
      execution() {
        if (isBroken) throw new Error('password=hunter2');
      },
    };
    const { join, moves } = openWorld({ metrics });
    const { outlet, ended } = await join(flat);
    moves.publish();
    expect(String(await ended)).not.toContain('hunter2');
    expect(await ended).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(outlet.messages).toEqual([]);
    await expect.poll(() => moves.openStreams()).toBe(0);
    isBroken = false;
    const next = await join(flat);
    moves.publish();
    await settled();
    expect(next.outlet.messages).toHaveLength(1);
  });
});

describe('clients who ask the same', () => {
  it('share what all are told the same, whoever they are, and it is asked as by a stranger', async () => {
    const { join, moves, fetches } = openWorld();
    const document = 'subscription { moved: movedForAll { km thing { name } } }';
    const people = await Promise.all(['ada', 'bob'].map((id) => join(document, { caller: userOf(id) })));
    const stranger = await join(document);
    moves.publish(2);
    await settled();
    for (const { outlet } of [...people, stranger])
      expect(datasOf(outlet).map(({ km }: { km: number }) => km)).toEqual([1, 2]);
    expect(moves.openStreams()).toBe(1);
    expect([...moves.asked, ...fetches].map(({ caller, from }) => [caller.id, from])).toEqual([
      ['anonymous', undefined],
      ['anonymous', undefined],
    ]);
    // who leaves, or is made to, leaves alone
    await people[0]?.leave?.();
    moves.publish();
    await settled();
    expect(datasOf(stranger.outlet)).toHaveLength(3);
    expect(datasOf(people[0]?.outlet as typeof stranger.outlet)).toHaveLength(2);
  });

  it('share one stream, one enrichment and the same bytes', async () => {
    const { join, moves, fetches } = openWorld();
    const joined = await Promise.all(Array.from({ length: 200 }, () => join(federated)));
    for (let i = 0; i < 5; i += 1) {
      moves.publish();
      await settled();
    }
    expect(moves.asked).toHaveLength(1);
    expect(fetches).toHaveLength(5);
    const [one, other] = joined;
    expect(one?.outlet.writes).toHaveLength(5);
    for (const [i, bytes] of (one?.outlet.writes ?? []).entries())
      expect(other?.outlet.writes[i]).toBe(bytes);
  });

  it('get what they would have got alone, each under its own id', async () => {
    const { join, moves } = openWorld();
    const ids = ['1', '2', '"quoted"', 'ü'];
    const joined = await Promise.all(ids.map((id) => join(flat, { outlet: makeOutlet(id) })));
    moves.publish(2);
    await settled();
    for (const [i, { outlet }] of joined.entries()) {
      expect(outlet.messages.map(({ id }) => id)).toEqual([ids[i], ids[i]]);
      expect(datasOf(outlet)).toEqual([
        { cursor: 'c1', km: 1 },
        { cursor: 'c2', km: 2 },
      ]);
    }
  });

  it('share the stream of the subgraph, too, where they differ in what other subgraphs know', async () => {
    const { join, moves } = openWorld();
    const named = await join('subscription { moved { thing { name } } }');
    const renamed = await join('subscription { moved { thing { other: name } } }');
    moves.publish(2);
    await settled();
    expect(moves.asked).toHaveLength(1);
    expect(datasOf(named.outlet)).toEqual([
      { thing: { name: 'name of t1' } },
      { thing: { name: 'name of t2' } },
    ]);
    expect(datasOf(renamed.outlet)).toEqual([
      { thing: { other: 'name of t1' } },
      { thing: { other: 'name of t2' } },
    ]);
  });

  it('never share across callers whose rights differ', async () => {
    const { join, moves } = openWorld();
    const admin = { kind: 'user', id: 'a', role: 'ADMIN', organisation: null, scopes: [] } as never;
    await join(flat);
    await join(flat, { caller: admin });
    expect(moves.asked).toHaveLength(2);
    expect(moves.asked[1]?.caller).toBe(admin);
  });

  it('end the stream when the last of them has left', async () => {
    const { join, moves } = openWorld();
    const one = await join(flat);
    const other = await join(flat);
    await one.leave?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(moves.openStreams()).toBe(1);
    moves.publish();
    await settled();
    expect(one.outlet.messages).toEqual([]);
    expect(other.outlet.messages).toHaveLength(1);
    await other.leave?.();
    await expect.poll(() => moves.openStreams()).toBe(0);
  });
});
