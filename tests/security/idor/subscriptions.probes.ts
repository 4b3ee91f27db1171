import { composeRooms } from '@aqmrg/run/compose.ts';
import { buildSchema, getNamedType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { makeMinute, makeRow, report } from '../../support/builders.ts';
import { follow, refusal } from '../../support/follow.ts';
import { openWire } from '../../support/wire.ts';
import { tenants, type Who } from './callers.ts';
import { argumentsOf, selectionOf } from './document.ts';
import { isTold } from './expected.ts';
import { type Asked, fieldAt, rootFields } from './fields.ts';
import type { Matrix } from './matrix.ts';
import type { World } from './world.ts';

const refusalOf = ({ caller }: Who): string =>
  caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';

/** Whose it is not gets none. */
const wantedAtRoom = (who: Who, { at, policy }: Asked): string | undefined => {
  if (!policy.allows(who.caller)) return refusalOf(who);
  return at === 'Subscription.exportProgressed' && who.tenant === null ? 'NOT_FOUND' : undefined;
};

/** At the room's own port, with an identity that only a gateway can sign: what the stream is refused with, if it is. */
const askAtRoom = async (world: World, who: Who, asked: Asked): Promise<string | undefined> => {
  const { room, field } = asked;
  const { house } = world;
  const [identity] = Object.values(await house.asGateway(room, who.caller)());
  const wire = await openWire(house.roomUrl(room), { init: { identity } });
  const selection = selectionOf(getNamedType(field.type), 1);
  const { text } = argumentsOf(asked, await world.subjectOf(who.tenant ?? 'a'));
  wire.say({
    id: '1',
    type: 'subscribe',
    payload: { query: `subscription { ${field.name}${text} ${selection} }` },
  });
  wire.say({ type: 'ping' });
  // a refusal comes before anything else of the stream; what is allowed says nothing for a while, or has news
  const told = await wire.take(({ type }) => type === 'error' || type === 'next', 700).catch(() => undefined);
  await wire.close();
  return told?.type === 'error' ? told.payload[0].extensions.code : undefined;
};

const openAs = async ({ house }: World, who: Who) =>
  openWire(house.url, { init: { ...(await who.credential?.()) } });

export const probeSubscriptions = (world: () => World, matrix: () => Matrix): void => {
  const clients = (): readonly Who[] =>
    world().everybody.filter(({ credential, isShutOut }) => credential && !isShutOut);

  describe('a subscription', () => {
    it.each(rootFields('Subscription').map((one) => [one.at, one] as const))(
      '%s, at the room',
      async (_at, asked) => {
        const callers = world().everybody.filter(({ isShutOut }) => !isShutOut);
        const heard = await Promise.all(
          callers.map(async (who) => [who.name, await askAtRoom(world(), who, asked)] as const),
        );
        const wanted = callers.map((who) => [who.name, wantedAtRoom(who, asked)] as const);
        expect(heard).toEqual(wanted);
      },
    );

    it('is one of these to clients: another one needs a test of who hears what', () => {
      const { apiSdl } = composeRooms();
      const names = Object.keys(buildSchema(apiSdl).getSubscriptionType()?.getFields() ?? {});
      expect(names).toEqual(['alertRaised', 'exportProgressed', 'forecastIssued', 'readingAdded']);
    });

    it('Subscription.readingAdded, at the gateway: everybody hears of the sensor that they asked for, of whichever tenant, and of no other', async () => {
      const { policy } = fieldAt('Subscription.readingAdded');
      const wrong: string[] = [];
      const following = [];
      for (const who of clients())
        for (const whose of tenants) {
          const { sensor } = await world().subjectOf(whose);
          const wire = await openAs(world(), who);
          const variables = { filter: { sensorIds: [sensor] } };
          if (policy.allows(who.caller))
            following.push({ who, sensor, wire, follower: await follow(wire, { variables }) });
          else {
            const [error] = await refusal(wire, { variables });
            if (error?.extensions.code !== refusalOf(who))
              wrong.push(`${who.name}: ${JSON.stringify(error)}`);
            await wire.close();
          }
        }
      expect(following.length + wrong.length).toBeGreaterThan(0);
      const sensors = await Promise.all(tenants.map(async (one) => (await world().subjectOf(one)).sensor));
      await report(
        world().house.client,
        [1, 2].flatMap((minute) => sensors.map((sensorId) => makeMinute(minute, { sensorId }))),
      );
      for (const { who, sensor, wire, follower } of following) {
        const events = await follower.until(2);
        const heard = events.map(({ reading }) => reading.sensor.id).join();
        if (heard !== `${sensor},${sensor}`) wrong.push(`${who.name}, of ${sensor}: ${heard}`);
        await wire.close();
      }
      expect(wrong).toEqual([]);
    });

    it('Subscription.forecastIssued, at the gateway: the same', async () => {
      const { policy } = fieldAt('Subscription.forecastIssued');
      const query =
        'subscription($of: [ID!]) { forecastIssued(sensorIds: $of) { cursor forecast { sensor { id } } } }';
      const sensors = await Promise.all(tenants.map(async (one) => (await world().subjectOf(one)).sensor));
      const following = [];
      for (const who of clients()) {
        expect(policy.allows(who.caller), who.name).toBe(true);
        for (const sensor of sensors) {
          const wire = await openAs(world(), who);
          const variables = { of: [sensor] };
          following.push({ who, sensor, wire, follower: await follow(wire, { query, variables }) });
        }
      }
      await report(
        world().house.client,
        sensors.map((sensorId) => makeRow({ sensorId })),
      );
      const wrong: string[] = [];
      for (const { who, sensor, wire, follower } of following) {
        await follower.until(1);
        const heard = follower.payloads.map(({ data }) => data.forecastIssued.forecast.sensor.id);
        if (new Set(heard).size !== 1 || heard[0] !== sensor)
          wrong.push(`${who.name}, of ${sensor}: ${heard.join()}`);
        await wire.close();
      }
      expect(wrong).toEqual([]);
    });

    it('Subscription.alertRaised, at the gateway: members hear of what is theirs, and everybody of what is published, without who looks after it', async () => {
      const { membersSecretsOf, publishedAlertOf, snooze } = world();
      const query =
        'subscription { alertRaised { change alert { id acknowledgedBy note rule { id } trail { by details { name value } } } } }';
      const following = [];
      for (const who of clients()) {
        expect(fieldAt('Subscription.alertRaised').policy.allows(who.caller), who.name).toBe(true);
        const wire = await openAs(world(), who);
        following.push({ who, wire, follower: await follow(wire, { query }) });
      }
      const theirs = { a: (await world().subjectOf('a')).alert, b: (await world().subjectOf('b')).alert };
      const published = { a: await publishedAlertOf('a'), b: await publishedAlertOf('b') };
      const told = [theirs.a, theirs.b, published.a, published.b];
      for (const [tenant, id] of [
        ['a', theirs.a],
        ['b', theirs.b],
        ['a', published.a],
        ['b', published.b],
      ] as const)
        await snooze(tenant, id);
      const wrong: string[] = [];
      for (const { who, wire, follower } of following) {
        const wanted = told.filter(
          (id) =>
            id === published.a ||
            id === published.b ||
            (who.tenant !== null && isTold(who) && id === theirs[who.tenant]),
        );
        await follower.until(wanted.length);
        const heard = follower.payloads.map(({ data }) => data.alertRaised.alert.id);
        if (heard.join() !== wanted.join()) wrong.push(`${who.name}: ${heard.join()}`);
        const text = JSON.stringify(follower.payloads);
        const foreign = tenants
          .filter((tenant) => tenant !== who.tenant || !isTold(who))
          .flatMap(membersSecretsOf);
        wrong.push(...foreign.filter((one) => text.includes(one)).map((one) => `${who.name}: learns ${one}`));
        await wire.close();
      }
      expect(wrong).toEqual([]);
    });

    it('Subscription.exportProgressed, at the gateway: members hear of their own exports, and nobody else does', async () => {
      const query = 'subscription($id: ID!) { exportProgressed(id: $id) { id status files { url } } }';
      const wrong: string[] = [];
      for (const who of clients())
        for (const whose of tenants) {
          const variables = { id: (await world().subjectOf(whose)).export };
          const wire = await openAs(world(), who);
          if (fieldAt('Subscription.exportProgressed').policy.allows(who.caller) && who.tenant === whose) {
            const follower = await follow(wire, { query, variables });
            await follower.until(1);
            const heard = follower.payloads.map(({ data }) => data.exportProgressed.id).join();
            if (heard !== variables.id) wrong.push(`${who.name}, of ${whose}: ${heard}`);
          } else {
            const [error] = await refusal(wire, { query, variables });
            const code = fieldAt('Subscription.exportProgressed').policy.allows(who.caller)
              ? 'NOT_FOUND'
              : refusalOf(who);
            if (error?.extensions.code !== code)
              wrong.push(`${who.name}, of ${whose}: ${JSON.stringify(error)}`);
          }
          await wire.close();
        }
      expect(wrong).toEqual([]);
    });

    it('that is for our own services is not there for clients, whoever they are', async () => {
      const query = 'subscription { accessNews { text } }';
      for (const who of clients()) {
        const { data, errors } = await matrix().ask(who, 'gateway', 'auth', query);
        expect(data ?? null, who.name).toBe(null);
        expect(errors?.[0]?.extensions?.code, who.name).toBe('GRAPHQL_VALIDATION_FAILED');
        const wire = await openAs(world(), who);
        const [error] = await refusal(wire, { query });
        expect(error?.extensions.code, who.name).toBe('GRAPHQL_VALIDATION_FAILED');
        await wire.close();
      }
    });

    it('is nothing to an account that was suspended: the socket is closed', async () => {
      const shutOut = world().everybody.filter(({ isShutOut }) => isShutOut);
      expect(shutOut).toHaveLength(1);
      for (const who of shutOut) {
        const wire = await openWire(world().house.url, { init: false });
        wire.say({ type: 'connection_init', payload: { ...(await who.credential?.()) } });
        expect(await wire.closed).toMatchObject({ code: 4403 });
      }
    });
  });
};
