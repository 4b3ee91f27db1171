import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, makeReport, start } from '../testing/builders.ts';
import { openPorts, openRoom, saySensors } from '../testing/open-room.ts';

let opened: Awaited<ReturnType<typeof openPorts>>;
let room: Awaited<ReturnType<typeof openRoom>>;

beforeAll(async () => {
  opened = await openPorts();
  room = await openRoom(opened.ports);
  await saySensors(
    opened.ports.eventLog,
    { sensorId: 's1' },
    { sensorId: 'ours', networkId: 'n-ours', organisation: 'ours' },
    { sensorId: 'ours-too', networkId: 'n-ours-too', organisation: 'ours' },
    { sensorId: 'theirs', networkId: 'n-theirs', organisation: 'theirs' },
  );
});
afterAll(async () => {
  await room.stop();
  await opened.close();
});

const iso = (hour: number): string => new Date(start + hour * hourMs).toISOString();
const row = (sensorId: string, hour: number, value: number) => {
  const { quantity, unit } = makeReport(hour, value);
  return { sensorId, quantity, unit, value, periodStart: iso(hour), periodEnd: iso(hour + 1) };
};
const mutation = `mutation($input: ReportReadingsInput!) {
  reportReadings(input: $input) {
    __typename
    ... on ReportedReadings { accepted refused { index field code } }
    ... on TooManyReadings { limit received message }
  }
}`;
const reportAs = async (caller: Caller, readings: readonly ReturnType<typeof row>[]) => {
  const { data, errors } = await room.as(caller)(mutation, { input: { readings } });
  return { answer: data?.reportReadings, code: errors[0]?.extensions.code };
};

const person: Caller = {
  ...anonymous,
  ...{ kind: 'user', id: 'ada', role: 'AUTHENTICATED', organisation: 'ours', organisationRole: 'MEMBER' },
};
const key: Caller = {
  ...anonymous,
  ...{ kind: 'key', id: 'key:9', role: 'AUTHENTICATED', organisation: 'ours', scopes: ['ingest'] },
};
const admin: Caller = { ...person, id: 'eve', role: 'ADMIN', organisation: null, organisationRole: null };

describe('reportReadings', () => {
  it('refuses row by row, and stores the rest', async () => {
    const readings = [row('s1', 60, 1), row('nobody', 60, 1), row('s1', 200, 1), row('s1', 61, -999)];
    expect((await reportAs(admin, readings)).answer).toEqual({
      __typename: 'ReportedReadings',
      accepted: 1,
      refused: [
        { index: 1, field: 'sensorId', code: 'UNKNOWN_SENSOR' },
        { index: 2, field: 'periodEnd', code: 'PERIOD_IN_FUTURE' },
        { index: 3, field: 'value', code: 'MISSING_VALUE' },
      ],
    });
  });

  it('refuses more than 10,000 rows whole', async () => {
    const readings = Array.from({ length: 10_001 }, () => row('s1', 62, 1));
    expect((await reportAs(admin, readings)).answer).toMatchObject({
      __typename: 'TooManyReadings',
      limit: 10_000,
      received: 10_001,
    });
  });

  it('is closed to strangers and to keys without the scope', async () => {
    const readings = [row('ours', 63, 1)];
    expect((await reportAs(anonymous, readings)).code).toBe('UNAUTHENTICATED');
    expect((await reportAs({ ...key, scopes: ['read', 'export'] }, readings)).code).toBe('FORBIDDEN');
  });

  const all = (hour: number) => ['s1', 'ours', 'ours-too', 'theirs'].map((id) => row(id, hour, 1));
  it.each<readonly [string, Caller, readonly number[]]>([
    ['a member', person, [0, 3]],
    ['a key of the organisation', key, [0, 3]],
    ['a key that is bound to one of its networks', { ...key, networks: ['n-ours'] }, [0, 2, 3]],
    ['a key that is bound to the network of others', { ...key, networks: ['n-theirs'] }, [0, 1, 2, 3]],
    ['somebody in no organisation', { ...person, organisation: null }, [0, 1, 2, 3]],
    ['a key that an Admin made', { ...key, organisation: null }, []],
    ['an Admin', admin, []],
  ])('lets %s report what is theirs, and refuses each other row', async (_who, caller, refused) => {
    expect((await reportAs(caller, all(64))).answer).toEqual({
      __typename: 'ReportedReadings',
      accepted: 4 - refused.length,
      refused: refused.map((index) => ({ index, field: 'sensorId', code: 'NOT_YOURS' })),
    });
  });

  describe('within the rows of a minute', () => {
    let few: typeof room;
    let own: typeof opened;
    beforeAll(async () => {
      own = await openPorts();
      few = await openRoom(own.ports, { rowsPerMinute: 10 });
      await saySensors(own.ports.eventLog, { sensorId: 's1' });
    });
    afterAll(async () => {
      await few.stop();
      await own.close();
    });
    const report = async (caller: Caller, count: number) => {
      const readings = Array.from({ length: count }, (_, index) => row('s1', index, 1));
      const { data, errors } = await few.as(caller)(mutation, { input: { readings } });
      return { answer: data?.reportReadings, error: errors[0]?.extensions };
    };

    it('takes what there is, and refuses whole what is more', async () => {
      expect((await report(admin, 7)).answer).toMatchObject({ accepted: 7 });
      const { answer, error } = await report(admin, 4);
      const refused = { code: 'RATE_LIMITED', limit: 10, measured: 11, retryAfterSeconds: 60 };
      expect([answer, error]).toMatchObject([undefined, refused]);
      expect((await report({ ...admin, id: 'another' }, 10)).answer).toMatchObject({ accepted: 10 });
    });

    it('says of a call that no minute has enough for how much one may carry', async () => {
      expect((await report(admin, 11)).answer).toMatchObject({
        ...{ __typename: 'TooManyReadings', limit: 10, received: 11 },
      });
    });

    it('does not limit our own services', async () => {
      for (let call = 0; call < 2; call += 1)
        expect((await report(service('replay'), 10)).answer).toMatchObject({ accepted: 10 });
    });
  });

  it('knows at once that a network has changed hands', async () => {
    await saySensors(opened.ports.eventLog, { sensorId: 'theirs', revision: 2, organisation: 'ours' });
    expect((await reportAs(person, [row('theirs', 65, 1)])).answer).toMatchObject({ accepted: 1 });
  });
});
