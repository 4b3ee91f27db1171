import { anonymous, service } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCaller, noon, openRoom, type TestRoom } from '../testing/open-room.ts';

const hourMs = 3_600_000;
const midnight = Date.UTC(2026, 2, 9);
const iso = (at: number): string => new Date(at).toISOString();
const day = { from: iso(midnight), to: iso(midnight + 24 * hourMs) };

const problems = '... on ExportProblems { problems { field code reason next } }';
const requestExport = `mutation($input: RequestExportInput!) { requestExport(input: $input) {
  __typename ... on ExportRequested { export { id status title request asOf percent rows estimate { rows bytes seconds } files { url } secondsLeft isReplayed } } ${problems}
} }`;
const estimate = `query($input: RequestExportInput!) { exportEstimate(input: $input) { __typename ... on ExportEstimate { rows bytes seconds } ${problems} } }`;
const cancel = `mutation($id: ID!) { cancelExport(input: { id: $id }) { ... on ExportCancelled { export { id status } } ${problems} } }`;
const one = 'query($id: ID!) { export(id: $id) { id status problems { code } } }';

const ben = makeCaller({ id: 'ben', organisation: 'elsewhere' });
const key = makeCaller({ kind: 'key', id: 'a-key', scopes: ['export'], organisationRole: null });

let house: TestRoom;
beforeAll(async () => {
  house = await openRoom();
  await house.saySensors({ sensorId: 'a' }, { sensorId: 'b', siteId: 'roof' }, { sensorId: 'silent' });
  const hours = Array.from({ length: 24 }, (_, hour) => midnight + hour * hourMs);
  await house.write(
    ['a', 'b'].flatMap((sensorId) =>
      hours.map((periodStart) => ({ sensorId, periodStart, periodEnd: periodStart + hourMs })),
    ),
  );
});
afterAll(() => house.close());

const codesOf = ({ problems }: { problems: { field: string; code: string }[] }) =>
  problems.map(({ field, code }) => `${field} ${code}`);

describe('exports in the graph', () => {
  it('are estimated without being made', async () => {
    const found = await house.field(estimate, { input: { ...day, siteIds: ['roof'] } });
    expect(found).toMatchObject({ __typename: 'ExportEstimate', rows: 24 });
    expect(found.bytes).toBeGreaterThan(0);
    expect(await house.field('{ exports { id } }')).toEqual([]);
  });

  it.each([
    ['words that contradict each other', { format: 'GEOJSON', layout: 'WIDE' }, ['layout DOES_NOT_FIT']],
    ['sensors that nobody knows', { sensorIds: ['x', 'a'] }, ['sensorIds UNKNOWN']],
    ['air that nobody measured', { sensorIds: ['silent'] }, ['quantities NOTHING_THERE']],
    ['another time', { from: iso(midnight + 30 * hourMs), to: iso(noon) }, ['from NOTHING_THERE']],
    ['another quality', { quality: ['FAIL'] }, ['quality NOTHING_THERE']],
  ])('are refused with what is wrong: %s', async (_what, input, expected) => {
    for (const document of [estimate, requestExport])
      expect(codesOf(await house.field(document, { input: { ...day, ...input } }))).toEqual(expected);
  });

  it('are found, listed and ended by whoever asked for them and their organisation alone', async () => {
    const { export: asked } = await house.field(requestExport, { input: { ...day, format: 'NDJSON' } });
    expect(asked).toMatchObject({
      ...{ status: 'QUEUED', rows: 0, percent: 0, files: [], secondsLeft: null, isReplayed: null },
      ...{ asOf: iso(noon), estimate: { rows: 48 } },
    });
    expect(JSON.parse(asked.request)).toMatchObject({ ...day, format: 'NDJSON', asOf: iso(noon) });
    const { id } = asked;
    const colleague = makeCaller({ id: 'eve' });
    expect(await house.field(one, { id }, colleague)).toMatchObject({ id, status: 'QUEUED' });
    expect(await house.field('{ exports { id } }', {}, key)).toEqual([{ id }]);
    expect(await house.field(one, { id }, ben)).toBeNull();
    expect(await house.field(one, { id: '\0' }, ben)).toBeNull();
    expect(await house.field('{ exports { id } }', {}, ben)).toEqual([]);
    expect(codesOf(await house.field(cancel, { id }, ben))).toEqual(['id NOT_FOUND']);
    const ended = { export: { id, status: 'CANCELLED' } };
    expect(await house.field(cancel, { id }, colleague)).toEqual(ended);
    expect(await house.field(cancel, { id })).toEqual(ended);
  });

  it('mean the same when what was understood is asked again', async () => {
    const { export: first } = await house.field(requestExport, { input: { ...day, sensorIds: ['b', 'a'] } });
    const { export: again } = await house.field(requestExport, { input: JSON.parse(first.request) });
    expect(again.request).toBe(first.request);
    for (const { id } of [first, again]) await house.field(cancel, { id });
  });

  it('are asked for by keys that were made for it', async () => {
    const { export: asked } = await house.field(requestExport, { input: day }, key);
    expect(await house.field(one, { id: asked.id })).toMatchObject({ id: asked.id });
    await house.field(cancel, { id: asked.id }, key);
  });

  it('hold what came in since they were estimated', async () => {
    const input = { from: iso(midnight - 48 * hourMs), to: iso(midnight - 24 * hourMs), sensorIds: ['a'] };
    const write = (periodStart: number) =>
      house.write([{ sensorId: 'a', periodStart, periodEnd: periodStart + hourMs }]);
    await write(midnight - 48 * hourMs);
    expect(await house.field(estimate, { input })).toMatchObject({ rows: 1 });
    await write(midnight - 47 * hourMs);
    const { export: asked } = await house.field(requestExport, { input });
    expect(asked.estimate.rows).toBe(2);
    await house.field(cancel, { id: asked.id });
  });

  it('are nothing that our own rooms have', async () => {
    expect(await house.field('{ exports { id } }', {}, service('readings'))).toEqual([]);
  });

  it('are no more at once than an organisation may have', async () => {
    const asked = await Promise.all(
      Array.from({ length: 7 }, () => house.field(requestExport, { input: day })),
    );
    const [refused, ...more] = asked.filter(({ problems }) => problems);
    expect(more).toEqual([]);
    expect(codesOf(refused)).toEqual(['exports QUOTA_SPENT']);
    for (const { export: made } of asked) if (made) await house.field(cancel, { id: made.id });
  });

  it.each([
    ['strangers', anonymous, 'UNAUTHENTICATED'],
    ['keys that were made for something else', { ...key, scopes: ['read', 'ingest'] }, 'FORBIDDEN'],
  ])('are nothing for %s', async (_who, caller, code) => {
    for (const document of [
      '{ exports { id } }',
      'mutation { cancelExport(input: { id: "x" }) { __typename } }',
    ])
      expect((await house.ask(document, {}, caller)).errors[0].extensions.code).toBe(code);
  });

  it('are followed to their end, by those whose they are', async () => {
    await house.room.begin?.();
    const { export: asked } = await house.field(requestExport, { input: day });
    const follow = 'subscription($id: ID!) { exportProgressed(id: $id) { id status } }';
    const { id } = asked;
    const stream = await house.subscribe(follow, { id });
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
    const told: string[] = [];
    let isCancelled = false;
    for await (const { data } of stream) {
      told.push((data as { exportProgressed: { status: string } }).exportProgressed.status);
      if (!isCancelled) await house.field(cancel, { id });
      isCancelled = true;
    }
    expect(told.at(-1)).toBe('CANCELLED');
    expect(await house.subscribe(follow, { id }, ben)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

describe('availability in the graph', () => {
  const availability = `query($input: AvailabilityInput!) { availability(input: $input) { rows sensors { sensor { id } rows months { quantity month rows coverage } } } }`;

  it('is told to everybody', async () => {
    const input = { ...day, siteIds: ['roof'] };
    expect(await house.field(availability, { input }, anonymous)).toEqual({
      rows: 24,
      sensors: [
        {
          sensor: { id: 'b' },
          rows: 24,
          months: [{ quantity: 'PM25', month: '2026-02-28T21:00:00.000Z', rows: 24, coverage: 1 }],
        },
      ],
    });
  });

  it('is refused where it is too much, with the field at fault', async () => {
    const { errors } = await house.ask(availability, { input: { ...day, to: day.from } }, anonymous);
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', field: 'to' });
  });
});
