import { rooms } from '@aqmrg/run/rooms.ts';
import { getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWire } from '../support/wire.ts';
import { idPlaces, selectionOf } from './idor/document.ts';
import { expected } from './idor/expected.ts';
import { type Asked, countOfFields, entityFields, fields, rootFields } from './idor/fields.ts';
import { type Case, createMatrix, type Matrix } from './idor/matrix.ts';
import { kindOf } from './idor/subjects.ts';
import { openWorld, tenants, type Who, type World } from './idor/world.ts';

/*
 * Probe 51: every field that can be reached from outside, asked by everybody, of their own things and of others', through the gateway and past it.
 * What is to come of it follows from the rooms' access tables; whose a thing is, from how the two tenants were set up.
 */

let world: World;
let matrix: Matrix;
beforeAll(async () => {
  world = await openWorld();
  matrix = createMatrix(world);
}, 120_000);
afterAll(() => world?.house.end());

const each = (asked: readonly Asked[]) => asked.map((one) => [one.at, one] as const);
const endSessions = ['Mutation.signOut', 'Mutation.signOutEverywhere'];

describe('the matrix', () => {
  it('holds every root field and every field of an entity of every room', () => {
    expect(fields).toHaveLength(countOfFields());
    expect(new Set(fields.map(({ room }) => room))).toEqual(new Set(rooms.map(({ name }) => name)));
  });

  it('knows whose every id is that a client can send', () => {
    const places = fields.flatMap(({ schema }) => idPlaces(schema, rootFields('Query')));
    expect(new Set(places).size).toBeGreaterThan(30);
    expect(() => places.map(kindOf)).not.toThrow();
    expect(() => kindOf('NewInput.id')).toThrow('whose is it?');
  });

  it('sees what members see of each other, so that it would see what others do', async () => {
    const [query] = rootFields('Query').filter(({ field }) => field.name === 'organisation');
    const member = world.everybody.find(({ name }) => name === 'an owner of a');
    if (!query || !member) throw new Error('They are not there.');
    const { document } = matrix.write(query, 'gateway', await world.subjectOf('a'));
    const { text } = await matrix.ask(member, 'gateway', 'auth', document);
    expect(world.secretsOf('a').filter((secret) => text.includes(secret)).length).toBeGreaterThan(6);
  });
});

describe('a query', () => {
  it.each(each(rootFields('Query')))('%s', async (_at, asked) => {
    expect(await matrix.wrongsOf(asked)).toEqual([]);
  });
});

describe('a field of an entity', () => {
  it.each(each(entityFields))('%s', async (_at, asked) => {
    expect(await matrix.wrongsOf(asked)).toEqual([]);
  });
});

describe('a mutation', () => {
  it.each(each(rootFields('Mutation').filter(({ at }) => !endSessions.includes(at))))(
    '%s',
    async (_at, asked) => {
      expect(await matrix.wrongsOf(asked)).toEqual([]);
    },
  );
});

describe('a subscription', () => {
  const refusalOf = async (who: Who, { room, field }: Asked): Promise<string | undefined> => {
    const { house } = world;
    const url = { auth: house.authUrl, sensors: house.sensorsUrl, readings: house.readingsUrl }[room];
    const [identity] = Object.values(await house.asGateway(room, who.caller)());
    const wire = await openWire(url as string, { init: { identity } });
    const selection = selectionOf(getNamedType(field.type), 1);
    wire.say({
      id: '1',
      type: 'subscribe',
      payload: { query: `subscription { ${field.name} ${selection} }` },
    });
    wire.say({ type: 'ping' });
    // a refusal comes before anything else of the stream; what is allowed says nothing for a while, or has news
    const told = await wire
      .take(({ type }) => type === 'error' || type === 'next', 700)
      .catch(() => undefined);
    await wire.close();
    return told?.type === 'error' ? told.payload[0].extensions.code : undefined;
  };

  it.each(each(rootFields('Subscription')))('%s', async (_at, asked) => {
    const heard = await Promise.all(
      world.everybody.map(async (who) => [who.name, await refusalOf(who, asked)] as const),
    );
    const wanted = world.everybody.map((who) => {
      const refusal = who.caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      return [who.name, asked.policy.allows(who.caller) ? undefined : refusal] as const;
    });
    expect(heard).toEqual(wanted);
  });

  it('that is for our own services is not there for clients, whoever they are', async () => {
    for (const who of world.everybody.filter(({ credential }) => credential)) {
      const { data, errors } = await matrix.ask(
        who,
        'gateway',
        'auth',
        'subscription { accessNews { text } }',
      );
      expect(data ?? null, who.name).toBe(null);
      expect(errors?.[0]?.extensions?.code, who.name).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});

describe('the bulk door', () => {
  it('takes what reportReadings takes, from the same callers', async () => {
    const [report] = rootFields('Mutation').filter(({ field }) => field.name === 'reportReadings');
    if (report === undefined) throw new Error('It is gone.');
    const wrong: string[] = [];
    let day = 0;
    for (const who of world.everybody.filter(({ credential }) => credential))
      for (const whose of tenants) {
        day += 1;
        const at = Date.UTC(2024, 0, day);
        const { sensor } = await world.subjectOf(whose);
        const row = { sensorId: sensor, quantity: 'PM25', unit: 'MICROGRAM_PER_CUBIC_METRE', value: 1 };
        const response = await fetch(`${world.house.url}/v1/readings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(await who.credential?.()) },
          body: JSON.stringify([{ ...row, periodStart: at, periodEnd: at + 3_600_000 }]),
        });
        const { accepted, refused } = (await response.json()) as {
          accepted?: number;
          refused?: readonly { code: string }[];
        };
        // it is retired by now: whose it is comes first
        const heard = accepted ?? response.status;
        const code = refused?.[0]?.code;
        const kinds = new Set(['sensor' as const]);
        const wanted = expected(report, who, whose, { text: '', kinds, ids: [] });
        const isRight =
          wanted === 'refused'
            ? heard === (who.caller.kind === 'anonymous' ? 401 : 403)
            : wanted === 'hidden'
              ? code === 'NOT_YOURS'
              : heard === 1 || code === 'RETIRED_SENSOR';
        if (!isRight) wrong.push(`${who.name}, of tenant ${whose}: ${heard} ${code} instead of ${wanted}`);
      }
    expect(wrong).toEqual([]);
  });
});

describe('what ends sessions, and so comes last', () => {
  /** Nobody asks a second time: their session is over. */
  const onceEach = (asked: Asked): readonly Case[] =>
    matrix.casesOf(asked).filter(({ whose }) => whose === 'a');

  it('Mutation.signOut', async () => {
    const [signOut] = rootFields('Mutation').filter(({ at }) => at === endSessions[0]);
    if (signOut === undefined) throw new Error('It is gone.');
    const cases = onceEach(signOut).map((one) =>
      one.who.spare ? { ...one, who: { ...one.who, credential: one.who.spare } } : one,
    );
    expect(await matrix.wrongsOf(signOut, cases)).toEqual([]);
  });

  it('Mutation.signOutEverywhere', async () => {
    const [everywhere] = rootFields('Mutation').filter(({ at }) => at === endSessions[1]);
    if (everywhere === undefined) throw new Error('It is gone.');
    expect(await matrix.wrongsOf(everywhere, onceEach(everywhere))).toEqual([]);
  });
});
