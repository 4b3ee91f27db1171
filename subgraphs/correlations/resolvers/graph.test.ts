import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHour, makeReplayed } from '../testing/open-air.ts';
import { makeCaller } from '../testing/open-health.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { firstHour, makeStudied, measuredAir, studiedDays } from '../testing/studied.ts';

const association = /* GraphQL */ `query ($input: AssociationInput!) {
  association(input: $input) {
    __typename
    ... on Association {
      id foundAt outcome firstDay lastDay days events contentHash summary formula
      healthSeries { id lastDay } model { id isDefault }
      exposures { label quantity metric unit days monitors { days sensor { __typename id } } }
      estimate { increment rateRatio low high }
      models { id triedAs effect { rateRatio } problem { code } }
      lagResponse { lag } exposureResponse { reference points { value } } diagnostics { dispersion }
      warnings { code message }
    }
    ... on AnalysisProblems { problems { field code } }
  }
}`;

let room: TestRoom;
let healthSeriesId: string;
beforeAll(async () => {
  room = await openRoom();
  await room.air.saySensors(
    { sensorId: 'roof', siteId: 'hill', kind: 'REFERENCE' },
    { sensorId: 'wall', siteId: 'hill' },
    { sensorId: 'player', siteId: 'stage' },
  );
  await room.air.write([
    ...measuredAir('roof', studiedDays),
    ...measuredAir('wall', 500),
    makeHour('player', firstHour),
    makeReplayed('player', firstHour + 1_000 * 3_600_000),
  ]);
  await room.room.begin?.();
  healthSeriesId = await room.bring();
});
afterAll(() => room.close());

const pm = { column: 'pm' };
const ask = (input: object, caller = makeCaller()) =>
  room.field(association, { input: { healthSeriesId, exposures: [pm], ...input } }, caller);
const faults = async (input: object): Promise<string[]> => {
  const { problems } = await ask(input);
  return problems.map(({ field, code }: Record<string, string>) => `${field} ${code}`);
};
const codesOf = ({ warnings }: { warnings: { code: string }[] }): string[] =>
  warnings.map(({ code }) => code);

describe('an association', () => {
  it('is found in a thread, and by the same question again, whoever of the organisation asks it', async () => {
    const found = await ask({});
    expect(found).toMatchObject({
      ...{ __typename: 'Association', outcome: 'Deaths', firstDay: expect.stringMatching(/^2015-01/) },
      ...{ healthSeries: { id: healthSeriesId, lastDay: '2017-03-10' }, events: 17_800 },
      ...{ model: { id: 'time-series', isDefault: true }, foundAt: '2026-11-23T06:00:00.000Z' },
      exposures: [{ label: 'PM10', unit: 'µg/m³', quantity: null, monitors: null }],
    });
    const { low, rateRatio, high, increment } = found.estimate;
    expect([increment, low < rateRatio, rateRatio < high]).toEqual([10, true, true]);
    expect(found.models[0]).toMatchObject({ id: 'time-series', effect: { rateRatio } });
    expect(codesOf(found)).toEqual(expect.arrayContaining(['EXPOSURE_NOT_OURS', 'ASSOCIATION_NOT_CAUSE']));
    expect(codesOf(found)).not.toContain('ASKED_BEFORE');
    const whole = { outcome: 'deaths', from: '2015-01-01', to: '2017-03-10', increment: 10 };
    expect(await ask(whole, makeCaller({ id: 'ben' }))).toEqual(found);
  });

  it('of another question about the same outcome says that others were asked', async () => {
    const found = await ask({ exposures: [{ column: 'o3' }] });
    const { message } = found.warnings.find(({ code }: { code: string }) => code === 'ASKED_BEFORE');
    expect(message).toContain('1 other question about this outcome');
    // what was found before stays as it was found
    expect(codesOf(await ask({}))).not.toContain('ASKED_BEFORE');
  });

  it('has what the sensors of a site measured', async () => {
    const found = await ask({ exposures: [{ quantity: 'PM25', siteId: 'hill' }] });
    expect(found.exposures).toMatchObject([
      {
        ...{ label: 'PM2.5, daily mean', quantity: 'PM25', metric: 'DAILY_MEAN' },
        monitors: [{ sensor: { __typename: 'Sensor', id: 'roof' } }, { sensor: { id: 'wall' } }],
      },
    ]);
    expect(codesOf(found)).toEqual(expect.arrayContaining(['MONITORS_CHANGED', 'LOW_COST_MONITORS']));
    const named = { quantity: 'PM25', metric: 'DAILY_MEAN', sensorIds: ['roof', 'wall'] };
    expect((await ask({ exposures: [named] })).id).toBe(found.id);
  });

  it('of two exposures is that of the first, and has each by itself beside it', async () => {
    const roof = { quantity: 'PM25', sensorIds: ['roof'] };
    const found = await ask({ exposures: [{ column: 'o3' }, roof], model: 'case-crossover', increment: 5 });
    expect(found.estimate.increment).toBe(5);
    expect(found.exposures.map(({ label }: { label: string }) => label)).toEqual([
      'Ozone',
      'PM2.5, daily mean',
    ]);
    const triedAs = found.models.map((one: { triedAs: string }) => one.triedAs);
    expect([triedAs[0], triedAs[1]]).toEqual(['PRE_SPECIFIED', 'ASKED_FOR']);
    expect(triedAs.filter((one: string) => one === 'SINGLE_POLLUTANT')).toHaveLength(2);
  });

  it('is the same whatever its columns are called', async () => {
    const names = {
      deaths: '__proto__',
      temp: 'constructor',
      pm: 'time',
      o3: 'toString',
      asthma: '@exposure',
    };
    const renamed = (name: string): string => names[name as keyof typeof names] ?? name;
    const { columns, csv, ...plain } = makeStudied({ name: 'Renamed' });
    const [head, ...rows] = (csv as string).split('\n');
    const input = {
      ...plain,
      csv: [(head as string).split(',').map(renamed).join(), ...rows].join('\n'),
      columns: columns.map(({ name, role }) => ({ name: renamed(name), role })),
    };
    const upload =
      'mutation($input: UploadHealthSeriesInput!) { uploadHealthSeries(input: $input) { ... on HealthSeriesUploaded { healthSeries { id } } } }';
    const { healthSeries } = await room.field(upload, { input });
    const exposures = [{ column: 'time' }, { column: 'toString' }];
    const found = await ask({ healthSeriesId: healthSeries.id, outcome: '__proto__', exposures });
    const { estimate, events } = await ask({ exposures: [pm, { column: 'o3' }] });
    expect(found).toMatchObject({ outcome: '__proto__', estimate, events });
    expect(found.formula).toMatch(/^__proto__ ~ .*time_2.*toString.*constructor/);
  });

  it.each<[string, object]>([
    ['exposures.0.siteId NOT_FOUND', { exposures: [{ quantity: 'PM25', siteId: 'sea' }, pm] }],
    ['exposures.1.sensorIds.1 NOT_FOUND', { exposures: [pm, { quantity: 'O3', sensorIds: ['roof', 'x'] }] }],
    ['exposures.0.quantity WRONG_SETTING', { exposures: [{}] }],
    ['exposures.1.column UNKNOWN_COLUMN', { exposures: [pm, { column: 'deaths' }] }],
    ['exposures.0.siteId REPLAYED_DATA', { exposures: [{ quantity: 'PM25', siteId: 'stage' }] }],
    ['exposures WRONG_SETTING', { exposures: [] }],
    ['exposures WRONG_SETTING', { exposures: [pm, pm, pm] }],
    ['healthSeriesId NOT_FOUND', { healthSeriesId: '\0' }],
    ['outcome UNKNOWN_COLUMN', { outcome: 'pm' }],
    ['model NOT_FOUND', { model: 'mine' }],
    ['months WRONG_SETTING', { months: [13] }],
    ['from GROUP_TOO_SMALL', { to: '2015-06-30' }],
    ['increment WRONG_SETTING', { increment: -1 }],
    ['increment WRONG_SETTING', { increment: 1e-300, model: 'exposure-response' }],
    ['reference WRONG_SETTING', { reference: 1_000 }],
  ])('is refused: %s', async (fault, input) => {
    expect(await faults(input)).toEqual([fault]);
  });

  it('that the data do not bear says why, and so does its run', async () => {
    expect(await faults({ exposures: [pm, pm] })).toEqual(['exposures.0 COLLINEAR']);
    const runs = await room.field(
      '{ associationRuns { status done problems { code } association { id } } }',
      {},
    );
    expect(runs).toContainEqual({
      ...{ status: 'FAILED', done: 0, association: null },
      problems: [{ code: 'COLLINEAR' }],
    });
  });

  it('goes with its series', async () => {
    const other = await room.bring('Deaths again', makeCaller({ organisation: 'gulu' }));
    const gulu = makeCaller({ organisation: 'gulu' });
    const { id } = await ask({ healthSeriesId: other }, gulu);
    const run = 'query($id: ID!) { associationRun(id: $id) { status association { id } } }';
    expect(await room.field(run, { id }, gulu)).toEqual({ status: 'DONE', association: { id } });
    expect(await room.field(run, { id })).toBeNull();
    await room.field(
      'mutation($id: ID!) { removeHealthSeries(input: { id: $id }) { __typename } }',
      { id: other },
      gulu,
    );
    expect(await room.field(run, { id }, gulu)).toBeNull();
  });

  it('is for members of organisations alone', async () => {
    const stray = makeCaller({ organisation: null });
    expect(await ask({}, stray)).toMatchObject({ problems: [{ code: 'NO_ORGANISATION' }] });
    for (const kind of ['anonymous', 'key', 'service'] as const) {
      const { data, errors } = await room.ask(
        association,
        { input: { healthSeriesId, exposures: [pm] } },
        makeCaller({ kind }),
      );
      expect([data.association, errors.length]).toEqual([null, 1]);
    }
  });

  it('is by one of the models that were written down, which everybody may read', async () => {
    const models = await room.field(
      '{ associationModels { id version isDefault sha256 definition } }',
      {},
      makeCaller({ kind: 'anonymous' }),
    );
    expect(models[0]).toMatchObject({ id: 'time-series', isDefault: true });
    for (const { definition } of models) expect(JSON.parse(definition)).toHaveProperty('terms.exposure');
  });
});
