import { asParent, own } from '@aqmrg/platform/subgraph/access.ts';
import { rooms } from '@aqmrg/run/rooms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeBite } from './idor/bite.probes.ts';
import { probeBulkDoor } from './idor/bulk-door.probes.ts';
import { idPlaces } from './idor/document.ts';
import {
  type Asked,
  countOfFields,
  entityFields,
  exceptionsIn,
  fieldAt,
  fields,
  rootFields,
} from './idor/fields.ts';
import { type Case, createMatrix, type Matrix } from './idor/matrix.ts';
import { kindOf } from './idor/subjects.ts';
import { probeSubscriptions } from './idor/subscriptions.probes.ts';
import { openWorld, type World } from './idor/world.ts';

const each = (asked: readonly Asked[]) => asked.map((one) => [one.at, one] as const);
const endSessions = ['Mutation.signOut', 'Mutation.signOutEverywhere'];

/*
 * Every field that can be reached from outside, asked by everybody, of their own things and of others', through the gateway and past it.
 * What is to come of it follows from the rooms' access tables; whose a thing is, from how the two tenants were set up.
 */
describe('probe 51: things of others', () => {
  let world: World;
  let matrix: Matrix;
  beforeAll(async () => {
    world = await openWorld();
    matrix = createMatrix(world);
  }, 120_000);
  afterAll(() => world?.end());

  describe('the matrix', () => {
    it('holds every root field and every field of an entity of every room', () => {
      expect(fields).toHaveLength(countOfFields());
      expect(new Set(fields.map(({ room }) => room))).toEqual(new Set(rooms.map(({ name }) => name)));
    });

    it('misses no field of another type: none has a policy of its own', () => {
      expect(rooms.flatMap(exceptionsIn)).toEqual([]);
      const [auth] = rooms;
      if (auth === undefined) throw new Error('There is no room.');
      const access = { ...auth.access, Session: { id: asParent, address: own } };
      expect(exceptionsIn({ ...auth, access })).toEqual(['Session.address']);
    });

    it('knows whose every id is that a client can send', () => {
      const places = fields.flatMap(({ schema }) => idPlaces(schema, rootFields('Query')));
      expect(new Set(places).size).toBeGreaterThan(30);
      expect(() => places.map(kindOf)).not.toThrow();
      expect(() => kindOf('NewInput.id')).toThrow('whose is it?');
    });

    it('is asked by every kind of caller, of both tenants', () => {
      const names = world.everybody.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const kind of ['a member', 'an owner', 'a key (ingest)', 'a key (read)', 'a key (export)'])
        expect(names).toEqual(expect.arrayContaining([`${kind} of a`, `${kind} of b`]));
      expect(names).toHaveLength(17);
    });
  });

  probeBite(
    () => world,
    () => matrix,
  );

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

  // before sensors are retired
  probeSubscriptions(
    () => world,
    () => matrix,
  );

  describe('a mutation', () => {
    it.each(each(rootFields('Mutation').filter(({ at }) => !endSessions.includes(at))))(
      '%s',
      async (_at, asked) => {
        expect(await matrix.wrongsOf(asked)).toEqual([]);
      },
    );
  });

  probeBulkDoor(() => world);

  describe('what ends sessions, and so comes last', () => {
    /** Nobody asks a second time: their session is over. */
    const onceEach = (asked: Asked): readonly Case[] =>
      matrix.casesOf(asked).filter(({ whose }) => whose === 'a');

    it('Mutation.signOut', async () => {
      const signOut = fieldAt('Mutation.signOut');
      const cases = onceEach(signOut).map((one) =>
        one.who.spare ? { ...one, who: { ...one.who, credential: one.who.spare } } : one,
      );
      expect(await matrix.wrongsOf(signOut, cases)).toEqual([]);
    });

    it('Mutation.signOutEverywhere', async () => {
      const everywhere = fieldAt('Mutation.signOutEverywhere');
      expect(await matrix.wrongsOf(everywhere, onceEach(everywhere))).toEqual([]);
    });
  });
});
