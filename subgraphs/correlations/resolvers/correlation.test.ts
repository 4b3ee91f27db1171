import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReplayed } from '../testing/open-air.ts';
import { makeCaller } from '../testing/open-health.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { firstHour, measuredAir, studiedDays } from '../testing/studied.ts';

const correlation = /* GraphQL */ `query ($input: CorrelationInput!) {
  correlation(input: $input) {
    ... on Correlation {
      method outcome exposure { label monitors { sensor { id } } }
      lags { lag raw { r n nEffective given } adjusted { r low high pAdjusted given } }
      warnings { code } summary
    }
    ... on AnalysisProblems { problems { field code } }
  }
}`;

let room: TestRoom;
let healthSeriesId: string;
beforeAll(async () => {
  room = await openRoom();
  await room.air.saySensors({ sensorId: 'roof', siteId: 'hill' }, { sensorId: 'player', siteId: 'stage' });
  await room.air.write([...measuredAir('roof', studiedDays), makeReplayed('player', firstHour)]);
  healthSeriesId = await room.bring();
});
afterAll(() => room.close());

const ask = (input: object, caller = makeCaller()) =>
  room.field(correlation, { input: { healthSeriesId, exposure: { column: 'pm' }, ...input } }, caller);
const rounded = (r: number): number => Math.round(1_000 * r) / 1_000;

describe('a correlation', () => {
  it('is told raw and adjusted at each lag, with the days that it amounts to', async () => {
    const found = await ask({ lags: 2 });
    expect(found).toMatchObject({
      ...{ method: 'PEARSON', outcome: 'Deaths', exposure: { label: 'PM10', monitors: null } },
      lags: [{ lag: 0, raw: { given: [] } }, { lag: 1 }, { lag: 2 }],
    });
    for (const { raw, adjusted } of found.lags) {
      expect(raw.nEffective).toBeLessThan(raw.n);
      expect(adjusted.low < adjusted.r && adjusted.r < adjusted.high).toBe(true);
      expect(adjusted.given.length).toBeGreaterThan(0);
    }
  });

  it('of ranks is another', async () => {
    const [values, ranks] = [await ask({}), await ask({ method: 'SPEARMAN' })];
    expect(ranks.method).toBe('SPEARMAN');
    expect(rounded(ranks.lags[0].raw.r)).not.toBe(rounded(values.lags[0].raw.r));
  });

  it('of what was measured is that of the same air uploaded', async () => {
    const measured = await ask({ exposure: { quantity: 'PM25', siteId: 'hill' } });
    expect(measured.exposure.monitors).toEqual([{ sensor: { id: 'roof' } }]);
    expect(measured.lags[0].raw.r).toBeCloseTo((await ask({})).lags[0].raw.r, 10);
  });

  it('says that others were asked about the outcome, once one was answered', async () => {
    const codes = async () => (await ask({})).warnings.map(({ code }: { code: string }) => code);
    expect(await codes()).not.toContain('ASKED_BEFORE');
    await room.room.begin?.();
    const run = 'query($input: AssociationInput!) { association(input: $input) { __typename } }';
    const input = { healthSeriesId, exposures: [{ column: 'o3' }] };
    expect(await room.field(run, { input })).toEqual({ __typename: 'Association' });
    expect(await codes()).toContain('ASKED_BEFORE');
  });

  it.each<[string, object]>([
    ['exposure.siteId NOT_FOUND', { exposure: { quantity: 'PM25', siteId: 'sea' } }],
    ['exposure.column UNKNOWN_COLUMN', { exposure: { column: 'temp' } }],
    ['exposure.sensorIds.0 REPLAYED_DATA', { exposure: { quantity: 'PM25', sensorIds: ['player'] } }],
    ['exposure.metric WRONG_SETTING', { exposure: { column: 'pm', metric: 'MAX_1H' } }],
    ['healthSeriesId NOT_FOUND', { healthSeriesId: 'none' }],
    ['lags WRONG_SETTING', { lags: 31 }],
    ['months WRONG_SETTING', { months: [] }],
    ['to WRONG_SETTING', { to: '2017-03-09' }],
    ['from GROUP_TOO_SMALL', { to: '2017-02-28' }],
  ])('is refused: %s', async (fault, input) => {
    const [{ field, code }] = (await ask(input)).problems;
    expect(`${field} ${code}`).toBe(fault);
  });

  it('of another organisation’s series is refused like one that is not there', async () => {
    expect(await ask({}, makeCaller({ organisation: 'gulu' }))).toEqual({
      problems: [{ field: 'healthSeriesId', code: 'NOT_FOUND' }],
    });
  });

  it('is never told raw by itself', async () => {
    const bare = correlation.replace(/raw \{[^}]*\}/, 'raw { r }');
    const { errors } = await room.ask(bare, { input: { healthSeriesId, exposure: { column: 'pm' } } });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'lags.raw.nEffective' } }]);
  });
});
