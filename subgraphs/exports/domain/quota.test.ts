import { describe, expect, it } from 'vitest';
import { makeRequest } from '../testing/requests.ts';
import { limits, quotaOf, quotaProblem, sizeProblems } from './quota.ts';

const alone = { accountId: 'a', organisation: null };
const shared = { accountId: 'a', organisation: 'airqo' };
const minutely = { every: 'PT1M', aggregates: ['MEAN'], minCoverage: 0 } as const;

const faultsOf = (fields: Parameters<typeof makeRequest>[0], rows: number, sensors = 1) =>
  sizeProblems(makeRequest(fields), { rows, scratchBytes: 0 }, sensors).map(
    ({ field, code }) => `${field} ${code}`,
  );

describe('quotas', () => {
  it('are shared by an organisation, which has twice what one has', () => {
    expect([quotaOf(alone).unfinished, quotaOf(shared).unfinished]).toEqual([3, 6]);
  });

  it.each([
    ['UNFINISHED', alone, '3 exports of yours are not finished, which is as many as may be'],
    ['UNFINISHED', shared, '6 exports of your organisation are not finished, which is as many as may be'],
    ['BYTES', alone, 'Files of exports of yours would take more than 50 GB together'],
    [
      'DAY',
      shared,
      '100 exports of your organisation were asked for within a day, which is as many as may be',
    ],
  ] as const)('that are spent say so: %s', (spent, owner, reason) => {
    expect(quotaProblem(spent, owner)).toMatchObject({ field: 'exports', code: 'QUOTA_SPENT', reason });
  });

  it.each([
    [limits.scratchBytesAnExport, []],
    [limits.scratchBytesAnExport + 1, ['from TOO_MUCH']],
  ])('bound what lies on the disk while one is made: %i bytes', (scratchBytes, faults) => {
    const problems = sizeProblems(makeRequest(), { rows: 1, scratchBytes }, 1);
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(faults);
  });

  it.each([
    [{}, limits.rowsAnExport, 1, []],
    [{}, limits.rowsAnExport + 1, 1, ['from TOO_MUCH']],
    [{ format: 'XLSX' }, 25_000, 1, []],
    [{ format: 'XLSX' }, 25_001, 1, ['format TOO_MUCH']],
    [{ average: minutely, quantities: ['PM25'] }, 10, 4_480, []],
    [{ average: minutely, quantities: ['PM25'] }, 10, 4_481, ['average.every TOO_MUCH']],
  ] as const)('bound one export: %j with %i rows of %i sensors', (fields, rows, sensors, faults) => {
    expect(faultsOf(fields, rows, sensors)).toEqual(faults);
  });
});
