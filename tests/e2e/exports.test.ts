import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { follow, refusal } from '../support/follow.ts';
import type { Key, Person } from '../support/people.ts';
import { type House, openHouse, placements } from '../support/placements.ts';
import { openWire, type Wire } from '../support/wire.ts';

const hours = 48;
const span = { from: iso(hourStart(hours)), to: iso(hourStart(0)) };
const sensorIds = ['roof-1', 'roof-2'];

const request = /* GraphQL */ `
  mutation Make($input: RequestExportInput!) {
    requestExport(input: $input) {
      ... on ExportRequested { export { id title status estimate { rows } } }
      ... on ExportProblems { problems { field code reason next } }
    }
  }
`;
const progressed = /* GraphQL */ `
  subscription Live($id: ID!) {
    exportProgressed(id: $id) { id status rows percent problems { reason } files { name url mediaType bytes sha256 rows } }
  }
`;
const found =
  'query($id: ID!) { export(id: $id) { id status rows isReplayed files { name url bytes sha256 rows } } }';
const cancel =
  'mutation($id: ID!) { cancelExport(input: { id: $id }) { ... on ExportCancelled { export { id status } } ... on ExportProblems { problems { code } } } }';
const readings = /* GraphQL */ `
  query Readings($id: ID!, $from: DateTime!, $to: DateTime!) {
    sensor(id: $id) {
      timeZone
      location { latitude longitude }
      readings(quantity: PM25, from: $from, to: $to, first: 500) {
        nodes { periodStart periodEnd value unit quality revision }
      }
    }
  }
`;
const availability = /* GraphQL */ `
  query There($input: AvailabilityInput!) {
    availability(input: $input) { rows sensors { sensor { id name } rows months { quantity rows coverage } } }
  }
`;

interface File {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number | null;
}

describe.each(placements)('exports with %s', (placement) => {
  let house: House;
  let member: Person;
  let stranger: Person;
  let key: Key;
  let wire: Wire;
  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client);
    await registerSensor(house.client, { id: 'roof-2', name: '=Roof 2', license: 'CC-BY-4.0' });
    const rows = sensorIds.flatMap((sensorId, place) =>
      Array.from({ length: hours }, (_, hour) => {
        const start = hourStart(hours - hour);
        const period = { periodStart: iso(start), periodEnd: iso(start + 3_600_000) };
        return makeRow({ sensorId, value: 10.5 + hour + place / 4, ...period });
      }),
    );
    await report(house.client, rows);
    await until(
      () =>
        house.client.ask(
          '{ availability(input: { from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" }) { rows } }',
        ),
      ({ data }) => data?.availability?.rows === rows.length,
      60_000,
    );
    [member, stranger] = [await house.member('lab'), await house.member('elsewhere')];
    key = await house.key({ scopes: ['EXPORT'], organisationId: 'lab' });
    wire = await openWire(house.url, { init: { authorization: `Bearer ${member.token}` } });
  }, 120_000);
  afterAll(async () => {
    await wire?.close();
    await house?.end();
  });

  const ask = async (query: string, variables: object, token: string | undefined) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
    return (await response.json()) as any;
  };
  const begin = async (input: object, token = member.token): Promise<string> => {
    const { data, errors } = await ask(request, { input: { ...span, sensorIds, ...input } }, token);
    if (!data?.requestExport?.export) throw new Error(JSON.stringify({ data, errors }));
    return data.requestExport.export.id;
  };
  const settled = async (id: string, token = member.token) => {
    const { data } = await until(
      () => ask(found, { id }, token),
      (answer) => !['QUEUED', 'RUNNING'].includes(answer.data?.export?.status),
      60_000,
    );
    return data.export;
  };
  /** A file's bytes, by the address that the graph tells: of this house, wherever it says that it is reached. */
  const download = (url: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(url);
    return fetch(`${house.url}${pathname}${search}`, init);
  };
  const bytesOf = async ({ url }: File): Promise<Buffer> => {
    const response = await download(url);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  };
  /** What the graph says of the same readings, as the file has them. */
  const rowsOfGraph = async () => {
    const rows: Record<string, string>[] = [];
    for (const sensorId of sensorIds) {
      const { data } = await house.client.ask(readings, { id: sensorId, ...span });
      const { timeZone, location } = data.sensor;
      for (const node of data.sensor.readings.nodes) {
        const { periodStart, periodEnd, value, unit, quality, revision } = node;
        rows.push({
          ...{ sensorId, quantity: 'PM25', periodStart, periodEnd, unit, quality, timeZone },
          ...{ value: String(value), revision: String(revision) },
          ...{ latitude: String(location.latitude), longitude: String(location.longitude) },
        });
      }
    }
    return rows.sort((a, b) =>
      `${a.periodStart} ${a.sensorId}` < `${b.periodStart} ${b.sensorId}` ? -1 : 1,
    );
  };

  it('are followed from the request to files that hold what the graph answers, row by row', {
    timeout: 90_000,
  }, async () => {
    const id = await begin({ format: 'CSV', compression: 'NONE' });
    const follower = await follow(wire, { query: progressed, variables: { id } });
    const last = await until(
      async () => follower.payloads.at(-1)?.data?.exportProgressed,
      (told) => told?.status === 'READY' || told?.status === 'FAILED',
      60_000,
    );
    expect(last).toMatchObject({ status: 'READY', rows: 2 * hours, percent: 100, problems: [] });
    const statuses = follower.payloads.map(({ data }) => data.exportProgressed.status);
    expect(statuses.filter((status) => status === 'READY')).toHaveLength(1);

    const files: File[] = last.files;
    expect(files.map(({ name }) => name)).toEqual([
      'readings.csv',
      'sensors.csv',
      'README.md',
      'manifest.json',
      'datapackage.json',
    ]);
    const contents = new Map<string, Buffer>();
    for (const file of files) {
      const bytes = await bytesOf(file);
      contents.set(file.name, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect([file.name, bytes.length, sha256]).toEqual([file.name, file.bytes, file.sha256]);
    }
    const textOf = (name: string): string => (contents.get(name) as Buffer).toString('utf8');
    const manifest = JSON.parse(textOf('manifest.json'));
    expect(manifest).toMatchObject({ id, rows: 2 * hours, containsReplayed: false });
    expect(manifest.files.map(({ name, sha256 }: File) => [name, sha256])).toEqual(
      expect.arrayContaining(files.slice(0, 3).map(({ name, sha256 }) => [name, sha256])),
    );
    const inFile: Record<string, string>[] = parse(textOf('readings.csv'), { columns: true });
    const inGraph = await rowsOfGraph();
    expect(inGraph).toHaveLength(2 * hours);
    expect(inFile.map((row, place) => ({ ...row, ...inGraph[place] }))).toEqual(inFile);
    // a name that a spreadsheet would run is text
    expect(parse(textOf('sensors.csv'), { columns: true })).toMatchObject([
      { name: 'Roof 1' },
      { name: "'=Roof 2", license: 'CC-BY-4.0' },
    ]);
  });

  it('are asked for by a key, for its organisation', { timeout: 60_000 }, async () => {
    const id = await begin({ format: 'NDJSON', quantities: ['PM25'] }, key.key);
    expect(await settled(id)).toMatchObject({ status: 'READY', rows: 2 * hours, isReplayed: false });
  });

  it('are nobody else’s, nor are their files', { timeout: 60_000 }, async () => {
    const id = await begin({ format: 'PARQUET' });
    const { files } = await settled(id);
    const url: string = files[0].url;
    expect((await ask(found, { id }, stranger.token)).data.export).toBeNull();
    expect((await ask('{ exports { id } }', {}, stranger.token)).data.exports).toEqual([]);
    const { data } = await ask(cancel, { id }, stranger.token);
    expect(data.cancelExport.problems).toMatchObject([{ code: 'NOT_FOUND' }]);
    const others = await openWire(house.url, { init: { authorization: `Bearer ${stranger.token}` } });
    const [refused] = await refusal(others, { query: progressed, variables: { id } });
    expect(refused?.extensions.code).toBe('NOT_FOUND');
    await others.close();
    const { errors } = await ask('{ exports { id } }', {}, undefined);
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');

    const as = (token: string) => download(url, { headers: { authorization: `Bearer ${token}` } });
    expect((await as(stranger.token)).status).toBe(403);
    expect((await as(member.token)).status).toBe(200);
    expect((await download(url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status).toBe(403);
    const part = await download(url, { headers: { range: 'bytes=0-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PAR1']);
  });

  it('end when they are cancelled, and their files with them', { timeout: 60_000 }, async () => {
    const id = await begin({});
    const { files } = await settled(id);
    const { data } = await ask(cancel, { id }, member.token);
    expect(data.cancelExport.export).toEqual({ id, status: 'CANCELLED' });
    expect((await ask(found, { id }, member.token)).data.export.files).toEqual([]);
    expect([404, 410]).toContain((await download(files[0].url)).status);
  });

  it('are refused where there is nothing, with where there is something', async () => {
    const then = { from: iso(hourStart(30 * 24)), to: iso(hourStart(29 * 24)) };
    const { data } = await ask(request, { input: { sensorIds, ...then } }, member.token);
    expect(data.requestExport.problems).toMatchObject([{ field: 'from', code: 'NOTHING_THERE' }]);
  });

  it('say what there is before anything is made, to everybody', async () => {
    const { data } = await house.client.ask(availability, { input: { ...span, siteIds: ['makerere'] } });
    expect(data.availability.rows).toBe(2 * hours);
    expect(data.availability.sensors).toMatchObject([
      { sensor: { id: 'roof-1', name: 'Roof 1' }, rows: hours },
      { sensor: { id: 'roof-2', name: '=Roof 2' }, rows: hours },
    ]);
    // every hour of both months, where the span has two
    for (const { months } of data.availability.sensors)
      for (const { quantity, coverage } of months) expect([quantity, coverage]).toEqual(['PM25', 1]);
  });

  it('hold the same as what is answered at once', { timeout: 60_000 }, async () => {
    const id = await begin({ format: 'CSV', compression: 'NONE', sensorIds: ['roof-1'] });
    const { files } = await settled(id);
    const query = new URLSearchParams({ sensorId: 'roof-1', ...span });
    const direct = await fetch(`${house.url}/v1/readings.csv?${query}`);
    expect([direct.status, direct.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching('text/csv'),
    ]);
    expect(await direct.text()).toBe((await bytesOf(files[0])).toString('utf8'));
  });
});
