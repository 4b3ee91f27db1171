import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeOf } from '../domain/sensor.ts';
import { openPublications } from '../store/publications.ts';
import { openRegistrations } from '../store/registrations.ts';
import { openSensors } from '../store/sensors.ts';
import { changesIn, makeSensor, monday, openRoom, openTestLog, untold } from '../testing/open-room.ts';
import { createPublisher } from './publish-changes.ts';

const log = createLog('silent');
const sensor = (id: string, revision = 1) => makeSensor({ id, revision });

let database: Database;
let testLog: Awaited<ReturnType<typeof openTestLog>>;
let eventLog: EventLog;

beforeAll(async () => {
  database = await lendDatabase();
  await openRegistrations(database).makeNetworks(
    [{ id: 'n', name: 'N', maker: null, organisationId: null }],
    monday,
    untold,
  );
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.sensor.deleteMany();
  testLog = await openTestLog();
  eventLog = testLog.eventLog;
});
afterEach(() => testLog.close());

describe('changes that a crash left between database and event log', () => {
  it('are published when the room begins, page by page, once each', async () => {
    const ids = Array.from({ length: 1_234 }, (_, i) => `s-${i}`);
    await openRegistrations(database).makeSensors(
      ids.map((id) => sensor(id)),
      monday,
    );
    const room = await openRoom({ database, eventLog });
    expect((await changesIn(eventLog)).map(({ sensorId }) => sensorId).toSorted()).toEqual(ids.toSorted());
    await room.stop();
    await (await openRoom({ database, eventLog })).stop();
    expect(await changesIn(eventLog)).toHaveLength(ids.length);
  });
});

describe('a log that takes nothing', () => {
  it('holds up no change, and gets it when it takes records again', async () => {
    const full = await openTestLog({ maxBytes: 40_000 });
    const publications = openPublications(database);
    const refusing = createPublisher({ publications, eventLog: full.eventLog, log });
    const many = Array.from({ length: 400 }, (_, i) => sensor(`s-${i}`));
    await openRegistrations(database).makeSensors(many, monday);
    await refusing.publish();
    expect(await changesIn(full.eventLog)).toEqual([]);
    await refusing.stop();
    await full.close();

    const publisher = createPublisher({ publications, eventLog: eventLog, log });
    await publisher.publish();
    await publisher.stop();
    expect(await changesIn(eventLog)).toHaveLength(many.length);
  });
});

describe('many changes at the same time', () => {
  it('end with the newest state as the last word of each sensor', async () => {
    const publisher = createPublisher({ publications: openPublications(database), eventLog, log });
    const registrations = openRegistrations(database);
    const sensors = openSensors(database);
    await registrations.makeSensors([sensor('a'), sensor('b')], monday);
    const rename = async (id: string, name: string): Promise<void> => {
      const [known] = await sensors.byIds([id]);
      if (!known || !(await registrations.replaceSensor({ ...known, name }, monday))) return rename(id, name);
      await publisher.publish();
    };
    await Promise.all(Array.from({ length: 20 }, (_, i) => rename(i % 2 === 0 ? 'a' : 'b', `name ${i}`)));
    await publisher.stop();
    const changes = await changesIn(eventLog);
    for (const known of await sensors.byIds(['a', 'b'])) {
      const said = changes.filter(({ sensorId }) => sensorId === known.id);
      expect(said.at(-1)).toEqual(changeOf(known));
      expect(known.revision).toBe(11);
      const revisions = said.map(({ revision }) => revision);
      expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
    }
  });
});

describe('a database that has forgotten what the log knows', () => {
  it('begins, and its word comes to stand above the forgotten one', async () => {
    await openRegistrations(database).makeSensors([sensor('kept')], monday);
    const [kept] = await openSensors(database).byIds(['kept']);
    if (!kept) throw new Error('It was not made.');
    const said = (id: string, revision: number) => ({
      key: id,
      value: { ...changeOf(kept), sensorId: id, revision, name: 'forgotten', organisation: 'forgotten' },
    });
    await eventLog.append(sensorChanged, [said('kept', 7), said('lost', 2), said('lost', 3)]);

    const room = await openRoom({ database, eventLog });
    expect((await changesIn(eventLog)).at(-1)).toMatchObject({
      sensorId: 'kept',
      revision: 8,
      name: 'kept',
      organisation: null,
    });

    const input = { id: 'lost', name: 'Lost and found', networkId: 'n', quantities: ['PM25'] };
    const mutation = `mutation ($input: RegisterSensorInput!) { registerSensor(input: $input) { __typename } }`;
    const { data } = await room.asAdmin(mutation, { input });
    expect(data.registerSensor.__typename).toBe('RegisteredSensor');
    expect((await changesIn(eventLog)).at(-1)).toMatchObject({
      sensorId: 'lost',
      revision: 4,
      name: 'Lost and found',
    });
    await room.stop();
  });
});
