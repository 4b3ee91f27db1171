import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesIn, openGround, openRoom } from '../testing/open-room.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: Awaited<ReturnType<typeof openRoom>>;
let statements = 0;

beforeAll(async () => {
  ground = await openGround();
  const client = ground.database.client.$extends({
    query: {
      $allOperations({ args, query }) {
        statements += 1;
        return query(args);
      },
    },
  });
  room = await openRoom({ ...ground, database: { ...ground.database, client: client as never } });
  await room.asAdmin(`mutation {
    registerNetwork(input: { id: "airqo", name: "AirQo", maker: "AirQo" }) { __typename }
    registerSite(input: { id: "makerere", name: "Makerere", city: "Kampala", country: "UG", timeZone: "Africa/Kampala",
      location: { latitude: 0.33, longitude: 32.57 } }) { __typename }
  }`);
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

const register = async (input: Record<string, unknown>) => {
  const { data, errors } = await room.asAdmin(
    `mutation ($input: RegisterSensorInput!) {
      registerSensor(input: $input) {
        __typename
        ... on RegisteredSensor { sensor { id status site { id } country timeZone location { latitude } reportingInterval } }
        ... on InvalidInput { field message }
        ... on AlreadyRegistered { id }
        ... on NotRegistered { id message }
      }
    }`,
    { input: { name: 'Roof', networkId: 'airqo', quantities: ['PM25'], ...input } },
  );
  expect(errors).toEqual([]);
  return data.registerSensor;
};

describe('registering a sensor', () => {
  it('fills in what its site says', async () => {
    expect(await register({ id: 'roof', siteId: 'makerere', reportingInterval: 'PT5M' })).toEqual({
      __typename: 'RegisteredSensor',
      sensor: {
        id: 'roof',
        status: 'OFFLINE',
        site: { id: 'makerere' },
        country: 'UG',
        timeZone: 'Africa/Kampala',
        location: { latitude: 0.33 },
        reportingInterval: 'PT5M',
      },
    });
  });

  it('again with the same content changes nothing and says nothing', async () => {
    const before = await changesIn(ground.eventLog);
    const again = await register({ id: 'roof', siteId: 'makerere', reportingInterval: 'PT300S' });
    expect(again.__typename).toBe('RegisteredSensor');
    expect(await changesIn(ground.eventLog)).toEqual(before);
  });

  it('again with other content is refused', async () => {
    expect(await register({ id: 'roof', model: 'other' })).toEqual({
      __typename: 'AlreadyRegistered',
      id: 'roof',
    });
  });

  it('names what is not registered, and the field that cannot be taken', async () => {
    expect(await register({ id: 'a', networkId: 'nobody' })).toMatchObject({
      __typename: 'NotRegistered',
      id: 'nobody',
    });
    expect(await register({ id: 'a', siteId: 'nowhere' })).toMatchObject({
      __typename: 'NotRegistered',
      id: 'nowhere',
    });
    expect(await register({ id: 'a', timeZone: 'Africa/Atlantis' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'timeZone',
    });
    expect(await register({ id: 'a', location: { latitude: 91, longitude: 0 } })).toMatchObject({
      field: 'location',
    });
    const { data } = await room.asAnyone(`{ sensor(id: "a") { id } }`);
    expect(data.sensor).toBe(null);
  });

  it('at the same time by many makes it once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => register({ id: 'rush' })));
    expect(outcomes.map(({ __typename }) => __typename)).toEqual(outcomes.map(() => 'RegisteredSensor'));
    const said = (await changesIn(ground.eventLog)).filter(({ sensorId }) => sensorId === 'rush');
    expect(said).toMatchObject([{ revision: 1 }]);
  });

  it('is for administrators', async () => {
    const { data, errors } = await room.asAnyone(
      `mutation { registerNetwork(input: { id: "x", name: "X" }) { __typename } }`,
    );
    expect(data).toBe(null);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('tags', () => {
  it('are given, changed, told and looked for', async () => {
    await register({ id: 'tagged', tags: ['school', 'kampala', 'school'] });
    const tagged = async (tags: readonly string[]) => {
      const { data } = await room.asAnyone(
        'query ($tags: [String!]) { sensors(filter: { tags: $tags }) { nodes { id tags } } }',
        { tags },
      );
      return data.sensors.nodes;
    };
    expect(await tagged(['roadside', 'school'])).toEqual([{ id: 'tagged', tags: ['kampala', 'school'] }]);
    const { data } = await room.asAdmin(`mutation {
      updateSensor(input: { id: "tagged", tags: ["roadside"] }) { __typename }
      wrong: updateSensor(input: { id: "tagged", tags: ["Road side"] }) { ... on InvalidInput { field } }
    }`);
    expect(data).toEqual({ updateSensor: { __typename: 'UpdatedSensor' }, wrong: { field: 'tags' } });
    expect(await tagged(['school'])).toEqual([]);
    expect(await tagged(['roadside'])).toHaveLength(1);
    const said = (await changesIn(ground.eventLog)).filter(({ sensorId }) => sensorId === 'tagged');
    expect(said.map(({ tags }) => tags)).toEqual([['kampala', 'school'], ['roadside']]);
  });
});

describe('updating and retiring', () => {
  it('tell the other rooms each change with its own revision', async () => {
    await register({ id: 'moving' });
    const { data } = await room.asAdmin(`mutation {
      updateSensor(input: { id: "moving", location: { latitude: 1, longitude: 2 } }) {
        ... on UpdatedSensor { sensor { location { latitude longitude } } }
      }
      same: updateSensor(input: { id: "moving", location: { latitude: 1, longitude: 2 } }) { __typename }
      retireSensor(input: { id: "moving" }) { ... on RetiredSensor { sensor { status deployedTo } } }
      again: retireSensor(input: { id: "moving" }) { ... on RetiredSensor { sensor { status } } }
    }`);
    expect(data).toEqual({
      updateSensor: { sensor: { location: { latitude: 1, longitude: 2 } } },
      same: { __typename: 'UpdatedSensor' },
      retireSensor: { sensor: { status: 'RETIRED', deployedTo: '2026-11-23T06:00:00.000Z' } },
      again: { sensor: { status: 'RETIRED' } },
    });
    const said = (await changesIn(ground.eventLog)).filter(({ sensorId }) => sensorId === 'moving');
    expect(said.map(({ revision, retired }) => [revision, retired])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('name what is not there and what cannot be', async () => {
    const { data } = await room.asAdmin(`mutation {
      unknown: updateSensor(input: { id: "no\\u0000body", name: "X" }) { __typename ... on NotRegistered { id } }
      nameless: updateSensor(input: { id: "roof", name: null }) { ... on InvalidInput { field } }
      nowhere: updateSensor(input: { id: "roof", siteId: "nowhere" }) { ... on NotRegistered { id } }
      future: retireSensor(input: { id: "roof", deployedTo: "2027-01-01T00:00:00Z" }) { ... on InvalidInput { field } }
    }`);
    expect(data).toEqual({
      unknown: { __typename: 'NotRegistered', id: 'no\u0000body' },
      nameless: { field: 'name' },
      nowhere: { id: 'nowhere' },
      future: { field: 'deployedTo' },
    });
  });
});

describe('questions that cannot be answered', () => {
  it.each([
    ['first', `{ sensors(first: -1) { totalCount } }`],
    ['first', `{ sensors(first: 0) { totalCount } }`],
    ['first', `{ sites(first: 501) { totalCount } }`],
    ['first', `{ nearest(lat: 0, lon: 0, first: 101) { distanceKm } }`],
    ['first', `{ networks { sensors(first: -5) { totalCount } } }`],
    ['after', `{ sensors(after: "made up") { totalCount } }`],
    ['lat', `{ nearest(lat: 91, lon: 0) { distanceKm } }`],
    ['lon', `{ nearest(lat: 0, lon: 181) { distanceKm } }`],
    ['filter.near', `{ sensors(filter: { near: { lat: 0, lon: 0, radiusKm: 0 } }) { totalCount } }`],
    ['filter.bbox', `{ sites(filter: { bbox: { south: 1, north: 0, west: 0, east: 1 } }) { totalCount } }`],
    ['filter.tags', `{ sensors(filter: { tags: [${'"a",'.repeat(21)}] }) { totalCount } }`],
    ['filter.country', `{ sensors(filter: { country: "Ghana" }) { totalCount } }`],
  ])('name %s as the field at fault: %s', async (field, document) => {
    const { errors } = await room.asAnyone(document);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field } }]);
  });

  it('leave the list of another kind to its own cursors', async () => {
    const { data } = await room.asAnyone(`{ sites { pageInfo { endCursor } } }`);
    const { errors } = await room.asAnyone(
      `query ($after: Cursor) { sensors(after: $after) { totalCount } }`,
      {
        after: data.sites.pageInfo.endCursor,
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'after' } }]);
  });

  it('are null where an id cannot be one', async () => {
    const { data, errors } = await room.asAnyone(
      `query ($nul: ID!, $half: ID!) { sensor(id: $nul) { id } site(id: $half) { id } sensors(filter: { ids: [$nul] }) { totalCount } }`,
      { nul: '\u0000', half: '\ud800' },
    );
    expect({ data, errors }).toEqual({
      data: { sensor: null, site: null, sensors: { totalCount: 0 } },
      errors: [],
    });
  });
});

describe('many sensors at once', () => {
  const count = 120;
  beforeAll(async () => {
    await room.asAdmin(
      `mutation { ${Array.from({ length: 6 }, (_, i) => `n${i}: registerNetwork(input: { id: "many-${i}", name: "Many ${i}" }) { __typename }`).join('\n')} }`,
    );
    await Promise.all(
      Array.from({ length: count }, (_, i) =>
        register({
          id: `many-${i}`,
          name: `Many ${i}`,
          networkId: `many-${i % 6}`,
          siteId: 'makerere',
          externalIds: [{ system: 'openaq', id: `${i}` }],
        }),
      ),
    );
  }, 60_000);

  const counting = async (document: string, variables: Record<string, unknown> = {}) => {
    statements = 0;
    const { data, errors } = await room.asAnyone(document, variables);
    expect(errors).toEqual([]);
    return { data, statements };
  };

  it('cost as many statements as there are kinds of things, not as there are things', async () => {
    const { data, statements: asked } = await counting(`{
      sensors(first: 200, filter: { text: "many" }) {
        totalCount
        nodes { id name network { name health { offline } } site { name } externalIds { id } quantities status }
      }
    }`);
    expect(data.sensors.totalCount).toBe(count);
    expect(data.sensors.nodes).toHaveLength(count);
    expect(data.sensors.nodes[0].network.health.offline).toBe(count / 6);
    expect(asked).toBe(5);
  });

  it('are resolved as entities in one statement', async () => {
    const representations = Array.from({ length: count }, (_, i) => ({
      __typename: 'Sensor',
      id: `many-${i}`,
    }));
    const { data, statements: asked } = await counting(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Sensor { id name } } }`,
      { representations: [...representations, { __typename: 'Sensor', id: 'nobody' }] },
    );
    expect(data._entities).toHaveLength(count + 1);
    expect(data._entities.at(-1)).toBe(null);
    expect(data._entities[7]).toEqual({ id: 'many-7', name: 'Many 7' });
    expect(asked).toBe(1);
  });

  it('are paged under each network in one statement for all networks', async () => {
    const { data, statements: asked } = await counting(`{
      networks { id sensors(first: 3) { totalCount nodes { id } pageInfo { hasNextPage } } }
    }`);
    const network = data.networks.find(({ id }: { id: string }) => id === 'many-3');
    expect(network.sensors).toMatchObject({ totalCount: count / 6, pageInfo: { hasNextPage: true } });
    expect(network.sensors.nodes).toHaveLength(3);
    expect(asked).toBe(3);
  });

  it('are walked by their cursors', async () => {
    const met: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await room.asAnyone(
        `query ($after: Cursor) { site(id: "makerere") { sensors(first: 50, after: $after) {
          edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { edges, pageInfo } = data.site.sensors;
      met.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(met).size).toBe(met.length);
    expect(met).toHaveLength(count + 1);
  });

  it('have a nearest one, with its distance', async () => {
    const { data } = await room.asAnyone(
      `{ nearest(lat: 1.33, lon: 32.57, first: 1) { sensor { id } distanceKm latestAt ageSeconds } }`,
    );
    expect(data.nearest).toMatchObject([{ latestAt: null, ageSeconds: null }]);
    expect(data.nearest[0].distanceKm).toBeCloseTo(111.195, 3);
  });
});
