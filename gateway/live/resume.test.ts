import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TestOutlet } from './testing/outlet.ts';
import { openWorld, settled } from './testing/world.ts';

const document = 'subscription($after: Cursor) { moved(after: $after) { cursor km } }';
const kmOf = ({ messages }: TestOutlet): number[] =>
  messages
    .filter(({ type, payload }) => type === 'next' && payload.data)
    .map(({ payload }) => payload.data.moved.km);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a client that comes back with its cursor', () => {
  it('gets what it missed from the events that are still held, without another stream', async () => {
    const { join, moves } = openWorld();
    await join(document);
    moves.publish(10);
    await settled();
    const back = await join(document, { variables: { after: 'c4' } });
    moves.publish();
    await settled();
    expect(kmOf(back.outlet)).toEqual(range(5, 11));
    expect(moves.asked).toHaveLength(1);
  });

  it('gets it from the subgraph where nobody holds it, then joins those who are there', async () => {
    const { join, moves } = openWorld();
    moves.publish(5_000);
    const there = await join(document);
    const back = await join(document, { variables: { after: 'c10' } });
    await settled();
    moves.publish(3);
    await settled();
    expect(kmOf(back.outlet)).toEqual(range(11, 5_003));
    expect(kmOf(there.outlet)).toEqual(range(5_001, 5_003));
    // the stream of its own has ended
    expect(moves.openStreams()).toBe(1);
    moves.publish(2);
    await settled();
    expect(kmOf(back.outlet)).toEqual(range(11, 5_005));
  });

  it('may have written the cursor into the text, or under a variable of any name', async () => {
    const { join, moves } = openWorld();
    moves.publish(5);
    const literal = await join('subscription { moved(after: "c2") { km } }');
    const named = await join('subscription($goOnAfter: Cursor) { moved(after: $goOnAfter) { km } }', {
      variables: { goOnAfter: 'c3' },
    });
    const inFragment = await join(
      'subscription($c: Cursor = "c4") { ...Moves } fragment Moves on Subscription { moved(after: $c) { km } }',
    );
    await settled();
    expect(kmOf(literal.outlet)).toEqual([3, 4, 5]);
    expect(kmOf(named.outlet)).toEqual([4, 5]);
    expect(kmOf(inFragment.outlet)).toEqual([5]);
  });

  it('cannot choose where the stream of others starts, whatever its variables are called', async () => {
    const { join, moves } = openWorld();
    moves.publish(5);
    const [sly, other] = await Promise.all([
      join('subscription { moved { km } }', { variables: { goOnAfter: 'c0' } }),
      join('subscription { moved { km } }'),
    ]);
    moves.publish();
    await settled();
    expect(moves.asked.map(({ variables }) => variables)).toEqual([{}]);
    expect(kmOf(sly.outlet)).toEqual([6]);
    expect(kmOf(other.outlet)).toEqual([6]);
  });

  it('is told its own place where the subgraph is away', async () => {
    const { join, moves } = openWorld();
    moves.beAway(new AirError('SUBGRAPH_UNAVAILABLE', 'gone'));
    await expect(join(document, { variables: { after: 'c3' } })).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      cursor: 'c3',
    });
  });

  it('is told where the stream starts before any event, if it wishes', async () => {
    const { join, moves } = openWorld();
    moves.publish(3);
    const first = await join(document, { live: { start: true } });
    await settled();
    moves.publish();
    await settled();
    const later = await join(document, { live: { start: true } });
    const back = await join(document, { live: { start: true }, variables: { after: 'c1' } });
    await settled();
    const starts = [first, later, back].map(({ outlet }) => outlet.messages[0].payload);
    expect(starts).toEqual(
      ['c3', 'c4', 'c1'].map((cursor) => ({ data: null, extensions: { live: { cursor } } })),
    );
    expect(kmOf(first.outlet)).toEqual([4]);
    expect(kmOf(back.outlet)).toEqual([2, 3, 4]);
  });

  it('sees each event once and in order, wherever it left and whenever it comes back', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constant('leave' as const), who: fc.nat(3) }),
      fc.record({ kind: fc.constant('back' as const), who: fc.nat(3) }),
      fc.record({ kind: fc.constant('pause' as const), who: fc.nat(3) }),
      fc.record({ kind: fc.constant('read' as const), who: fc.nat(3) }),
      fc.record({ kind: fc.constant('cut' as const) }),
      fc.record({ kind: fc.constant('rest' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const { join, moves } = openWorld();
        const seen: number[][] = [[], [], [], []];
        const clients: (Awaited<ReturnType<typeof join>> | undefined)[] = [];
        const hang = async (who: number): Promise<void> => {
          await settled();
          await clients[who]?.leave?.();
          seen[who]?.push(...kmOf((clients[who] as { outlet: TestOutlet }).outlet));
          clients[who] = undefined;
        };
        const back = async (who: number): Promise<void> => {
          const after = `c${seen[who]?.at(-1) ?? 0}`;
          clients[who] = await join(document, { variables: { after } });
        };
        let published = 0;
        for (let who = 0; who < 4; who += 1) await back(who);
        for (const one of steps) {
          if (one.kind === 'publish') {
            moves.publish(one.count);
            published += one.count;
          } else if (one.kind === 'cut') moves.cut();
          else if (one.kind === 'rest') await settled();
          else if (one.kind === 'pause') clients[one.who]?.outlet.stopReading();
          else if (one.kind === 'read') clients[one.who]?.outlet.goOnReading();
          else if (one.kind === 'leave' && clients[one.who]) await hang(one.who);
          else if (one.kind === 'back' && !clients[one.who]) await back(one.who);
        }
        for (let who = 0; who < 4; who += 1) {
          if (!clients[who]) await back(who);
          clients[who]?.outlet.goOnReading();
        }
        await expect
          .poll(() =>
            clients.map(
              (client, who) => (seen[who]?.length ?? 0) + kmOf(client?.outlet as TestOutlet).length,
            ),
          )
          .toEqual([published, published, published, published]);
        for (let who = 0; who < 4; who += 1) await hang(who);
        for (const got of seen) expect(got).toEqual(range(1, published));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a crowd that comes back at once', () => {
  it('sees each event once and in order, while events go on and lines break', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ after: fc.nat(60), turns: fc.nat(4), pauses: fc.boolean() }), {
          minLength: 10,
          maxLength: 40,
        }),
        fc.array(fc.nat(3), { minLength: 20, maxLength: 60 }),
        async (crowd, steps) => {
          const { join, moves } = openWorld();
          moves.publish(60);
          const coming = crowd.map(async ({ after, turns, pauses }) => {
            for (let i = 0; i < turns; i += 1) await new Promise(setImmediate);
            const client = await join(document, { variables: { after: `c${after}` } });
            if (pauses) client.outlet.stopReading();
            return { after, client };
          });
          let published = 60;
          for (const step of steps) {
            if (step === 0) moves.cut();
            else moves.publish(step);
            published += step;
            await (step % 2 === 0 ? new Promise(setImmediate) : Promise.resolve());
          }
          const there = await Promise.all(coming);
          for (const { client } of there) client.outlet.goOnReading();
          await expect
            .poll(() => there.map(({ after, client }) => after + kmOf(client.outlet).length))
            .toEqual(there.map(() => published));
          for (const { after, client } of there)
            expect(kmOf(client.outlet)).toEqual(range(after + 1, published));
          await Promise.all(there.map(({ client }) => client.leave?.()));
          await expect.poll(() => moves.openStreams()).toBe(0);
        },
      ),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

describe('a stream that breaks', () => {
  it('goes on behind its last event, unseen by clients', async () => {
    const { join, moves } = openWorld();
    const { outlet } = await join(document);
    moves.publish(2);
    await settled();
    moves.beAway(new AirError('SUBGRAPH_UNAVAILABLE', 'gone'));
    moves.cut();
    moves.publish(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    moves.beAway(undefined);
    await expect.poll(() => kmOf(outlet)).toEqual([1, 2, 3, 4]);
  });

  it('goes on, too, where nothing had come yet, and where the subgraph ended it in peace', async () => {
    const { join, moves } = openWorld();
    moves.publish(7);
    const { outlet } = await join(document);
    await settled();
    moves.cut(undefined);
    moves.publish(2);
    await expect.poll(() => kmOf(outlet)).toEqual([8, 9]);
  });

  it('goes on, too, where the subgraph is back but not yet itself', async () => {
    const { join, moves } = openWorld();
    const { outlet } = await join(document);
    moves.publish();
    await settled();
    moves.beAway(new AirError('INTERNAL', 'The live feed has not started.'));
    moves.cut();
    moves.publish();
    await new Promise((resolve) => setTimeout(resolve, 20));
    moves.beAway(undefined);
    await expect.poll(() => kmOf(outlet)).toEqual([1, 2]);
  });

  it('is given up after a while, with the place where to go on', async () => {
    const { join, moves } = openWorld();
    const { outlet, ended } = await join(document);
    moves.publish();
    await settled();
    moves.beAway(new AirError('SUBGRAPH_UNAVAILABLE', 'gone'));
    moves.cut();
    await expect(ended).resolves.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', cursor: 'c1' });
    expect(kmOf(outlet)).toEqual([1]);
  });

  it('tells clients at once what the subgraph will not forgive', async () => {
    const { join, moves } = openWorld();
    const { ended } = await join(document);
    await settled();
    moves.cut(new AirError('FORBIDDEN', 'not any more'));
    await expect(ended).resolves.toMatchObject({ code: 'FORBIDDEN' });
    const again = await join(document);
    moves.publish();
    await settled();
    expect(kmOf(again.outlet)).toEqual([1]);
  });
});
