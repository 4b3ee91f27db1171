import { networkAssigned } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistrations } from '../store/registrations.ts';
import { changesIn, makeSensor, monday, openGround, openRoom } from '../testing/open-room.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let room: Awaited<ReturnType<typeof openRoom>>;

beforeAll(async () => {
  ground = await openGround();
  room = await openRoom(ground);
  await room.asAdmin(`mutation { registerNetwork(input: { id: "n", name: "N" }) { __typename } }`);
  await register('elsewhere', 'n');
});
afterAll(async () => {
  await room.stop();
  await ground.close();
});

const register = (id: string, networkId: string) =>
  room.asAdmin(`mutation ($input: RegisterSensorInput!) { registerSensor(input: $input) { __typename } }`, {
    input: { id, networkId, name: id, quantities: ['PM25'] },
  });

describe('whose a network is', () => {
  const assign = async (id: string, organisationId: string | null) => {
    const { data, errors } = await room.asAdmin(
      `mutation ($input: AssignNetworkInput!) {
        assignNetwork(input: $input) {
          __typename
          ... on AssignedNetwork { network { id organisationId } }
          ... on InvalidInput { field }
          ... on NotRegistered { id }
        }
      }`,
      { input: { id, organisationId } },
    );
    expect(errors).toEqual([]);
    return data.assignNetwork;
  };
  const registerNetwork = async (input: Record<string, unknown>) => {
    const { data } = await room.asAdmin(
      `mutation ($input: RegisterNetworkInput!) {
        registerNetwork(input: $input) { __typename ... on RegisteredNetwork { network { organisationId } } }
      }`,
      { input: { id: 'kept', name: 'Kept', ...input } },
    );
    return data.registerNetwork;
  };
  const said = async (id: string) =>
    (await changesIn(ground.eventLog))
      .filter(({ sensorId }) => sensorId === id)
      .map(({ revision, organisation }) => [revision, organisation]);

  it('is said when it is registered, and of each sensor that joins it', async () => {
    expect(await registerNetwork({ organisationId: 'makerere' })).toEqual({
      __typename: 'RegisteredNetwork',
      network: { organisationId: 'makerere' },
    });
    await register('kept-1', 'kept');
    expect(await said('kept-1')).toEqual([[1, 'makerere']]);
  });

  it('is told of each of its sensors when it changes, and of no other', async () => {
    await register('kept-2', 'kept');
    const others = (await changesIn(ground.eventLog)).filter(({ networkId }) => networkId !== 'kept').length;
    expect(await assign('kept', 'nairobi')).toEqual({
      __typename: 'AssignedNetwork',
      network: { id: 'kept', organisationId: 'nairobi' },
    });
    expect(await said('kept-1')).toEqual([
      [1, 'makerere'],
      [2, 'nairobi'],
    ]);
    expect(await said('kept-2')).toEqual([
      [1, 'makerere'],
      [2, 'nairobi'],
    ]);
    expect((await changesIn(ground.eventLog)).filter(({ networkId }) => networkId !== 'kept')).toHaveLength(
      others,
    );
  });

  it('again changes nothing and says nothing', async () => {
    const before = await said('kept-1');
    expect(await assign('kept', 'nairobi')).toMatchObject({ network: { organisationId: 'nairobi' } });
    expect(await said('kept-1')).toEqual(before);
  });

  it('goes on with a sensor that changes for another reason', async () => {
    await room.asAdmin(`mutation { updateSensor(input: { id: "kept-1", model: "M2" }) { __typename } }`);
    expect((await said('kept-1')).at(-1)).toEqual([3, 'nairobi']);
  });

  it('is not contradicted by registering the network again without saying it, but by saying another', async () => {
    expect(await registerNetwork({})).toMatchObject({ network: { organisationId: 'nairobi' } });
    expect(await registerNetwork({ organisationId: 'makerere' })).toEqual({
      __typename: 'AlreadyRegistered',
    });
  });

  it('can be nobody’s in particular again', async () => {
    expect(await assign('kept', null)).toMatchObject({ network: { organisationId: null } });
    expect((await said('kept-1')).at(-1)).toEqual([4, null]);
  });

  it('is a slug, of a network that there is, and for administrators to say', async () => {
    expect(await assign('kept', 'Not A Slug')).toEqual({
      __typename: 'InvalidInput',
      field: 'organisationId',
    });
    expect(await assign('nobody', 'nairobi')).toEqual({ __typename: 'NotRegistered', id: 'nobody' });
    expect(await assign('\u0000', 'nairobi')).toMatchObject({ __typename: 'NotRegistered' });
    const { errors } = await room.asAnyone(
      `mutation { assignNetwork(input: { id: "kept", organisationId: "mine" }) { __typename } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is told with who said so and from where, once for each change and not for what was so already', async () => {
    const told = async () => {
      const records = await ground.eventLog.readFrom(networkAssigned, {}, 500);
      return records.map(({ value }) => value).filter(({ networkId }) => networkId === 'traced');
    };
    await registerNetwork({ id: 'traced', name: 'Traced', organisationId: 'makerere' });
    await registerNetwork({ id: 'traced', name: 'Traced', organisationId: 'makerere' });
    await registerNetwork({ id: 'plain', name: 'Plain' });
    await assign('traced', 'nairobi');
    await assign('traced', 'nairobi');
    await assign('traced', null);
    const said = { networkId: 'traced', by: 'service:tests', from: '192.0.2.7', assignedAt: monday };
    expect(await told()).toEqual([
      { ...said, before: null, organisation: 'makerere' },
      { ...said, before: 'makerere', organisation: 'nairobi' },
      { ...said, before: 'nairobi', organisation: null },
    ]);
    const all = await ground.eventLog.readFrom(networkAssigned, {}, 500);
    expect(all.filter(({ value }) => value.networkId === 'plain')).toEqual([]);
  });

  it('is told of thousands of sensors, page by page', async () => {
    await registerNetwork({ id: 'wide', name: 'Wide' });
    const ids = Array.from({ length: 1_234 }, (_, i) => `wide-${i}`);
    const registrations = openRegistrations(ground.database);
    await registrations.makeSensors(
      ids.map((id) => makeSensor({ id, networkId: 'wide' })),
      monday,
    );
    await assign('wide', 'makerere');
    const told = (await changesIn(ground.eventLog)).filter(({ networkId }) => networkId === 'wide');
    expect(told.map(({ sensorId }) => sensorId).toSorted()).toEqual(ids.toSorted());
    expect(new Set(told.map(({ organisation }) => organisation))).toEqual(new Set(['makerere']));
  });
});
