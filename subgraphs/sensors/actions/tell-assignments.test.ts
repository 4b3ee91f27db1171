import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaces } from '../store/places.ts';
import { openRegistrations } from '../store/registrations.ts';
import { openSensors } from '../store/sensors.ts';
import { monday, openGround, openTestLog } from '../testing/open-room.ts';
import { createAssignNetwork } from './assign-network.ts';
import { createRegister } from './register.ts';
import { createTellAssignments } from './tell-assignments.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());

const by = { id: 'admin', from: '192.0.2.7' };
const open = (eventLog: typeof ground.eventLog) => {
  const { database } = ground;
  const now = () => monday;
  const places = openPlaces(database);
  const common = {
    sensors: openSensors(database),
    places,
    registrations: openRegistrations(database),
    publisher: { publish: async () => {}, stop: async () => {} },
    tellAssignments: createTellAssignments({ eventLog, now }),
    onlyInLog: new Map<string, number>(),
    now,
  };
  return { places, register: createRegister(common), assign: createAssignNetwork(common) };
};

describe('while the log takes nothing', () => {
  const openDeaf = async () => {
    const closed = await openTestLog();
    await closed.close();
    return open(closed.eventLog);
  };

  it('no network changes hands: who gave it to whom would be written down nowhere', async () => {
    await open(ground.eventLog).register({ networks: [{ id: 'held', name: 'Held' }] }, by);
    const deaf = await openDeaf();
    await expect(deaf.assign({ id: 'held', organisationId: 'makerere' }, by)).rejects.toMatchObject({
      code: 'SHUTTING_DOWN',
    });
    expect(await deaf.places.networksByIds(['held'])).toMatchObject([{ organisationId: null }]);
  });

  it('no network of an organisation is registered, but one of none is', async () => {
    const deaf = await openDeaf();
    const theirs = { id: 'theirs', name: 'Theirs', organisationId: 'makerere' };
    await expect(deaf.register({ networks: [theirs] }, by)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(await deaf.places.networksByIds(['theirs'])).toEqual([]);
    const { networks } = await deaf.register({ networks: [{ id: 'nobodys', name: 'Nobody’s' }] }, by);
    expect(networks).toMatchObject([{ kind: 'done', isNew: true }]);
  });
});
