import { isKey } from '@aqmrg/platform/drivers/object-rules.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveBuildIn, archiveKeyOf, archiveNameIn, archivePathOf, isArchivable } from './archive-path.ts';

const days = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const names = fc
  .record({
    sensorId: fc.oneof(
      fc.stringMatching(/^[a-z0-9_-]{1,64}$/),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    ),
    day: days,
    isReplayed: fc.boolean(),
  })
  .filter(isArchivable);

describe('the path of an archived day', () => {
  it('is laid out as in the archive of OpenAQ, real air and recorded air apart', () => {
    const name = { sensorId: '2178', day: '2022-05-03', isReplayed: false };
    expect([archivePathOf(name), archivePathOf({ ...name, isReplayed: true })]).toEqual([
      'records/csv.gz/locationid=2178/year=2022/month=05/location-2178-20220503.csv.gz',
      'replayed/csv.gz/locationid=2178/year=2022/month=05/location-2178-20220503.csv.gz',
    ]);
  });

  it('keeps ids of ours as they are, and writes what an object may not be called', () => {
    const pathOf = (sensorId: string) => archivePathOf({ sensorId, day: '2022-05-03', isReplayed: false });
    expect(pathOf('roof-1_b')).toContain('/locationid=roof-1_b/');
    expect(pathOf('../ä b')).toContain('/locationid=.2E.2E.2F.C3.A4.20b/');
  });

  it('is the key of an object, and leads back to sensor, day and air, whatever the id', () => {
    fc.assert(
      fc.property(names, (name) => {
        const build = { ...name, revision: 2_147_483_647, sha256: 'ab'.repeat(32) };
        expect(isKey(archiveKeyOf(build))).toBe(true);
        expect(archiveBuildIn(archiveKeyOf(build))).toEqual({ ...build, sha256: 'ab'.repeat(8) });
        expect(archiveNameIn(archivePathOf(name))).toEqual(name);
      }),
    );
  });

  it('is of no two files', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(archivePathOf(a) === archivePathOf(b)).toBe(
          a.sensorId === b.sensorId && a.day === b.day && a.isReplayed === b.isReplayed,
        );
      }),
    );
  });

  it('is not given to an id that is too long, empty or no text', () => {
    const isFine = (sensorId: string) => isArchivable({ sensorId, day: '2022-05-03' });
    expect(['', '\ud800', 'a\0', 'a'.repeat(147), 'ä'.repeat(29)].filter(isFine)).toEqual([]);
    expect(isFine('a'.repeat(64))).toBe(true);
    expect(() => archivePathOf({ sensorId: '', day: '2022-05-03', isReplayed: false })).toThrow(RangeError);
  });

  it.each([
    '',
    'records',
    'records/csv.gz/locationid=a/year=2022/month=05/location-b-20220503.csv.gz',
    'records/csv.gz/locationid=a/year=2023/month=05/location-a-20220503.csv.gz',
    'records/csv.gz/locationid=a/year=2022/month=06/location-a-20220503.csv.gz',
    'records/csv.gz/locationid=a/year=2022/month=02/location-a-20220230.csv.gz',
    'records/csv.gz/locationid=a/year=2022/month=13/location-a-20221301.csv.gz',
    'records/csv.gz/locationid=a/year=0000/month=01/location-a-00000101.csv.gz',
    'records/csv.gz/locationid=.00/year=2022/month=05/location-.00-20220503.csv.gz',
    'records/csv.gz/locationid=../year=2022/month=05/location-..-20220503.csv.gz',
    'records/csv.gz/locationid=.61/year=2022/month=05/location-.61-20220503.csv.gz',
    'records/csv.gz/locationid=.c3.a4/year=2022/month=05/location-.c3.a4-20220503.csv.gz',
    'records/csv.gz/locationid=.FF/year=2022/month=05/location-.FF-20220503.csv.gz',
    'records/../records/csv.gz/locationid=a/year=2022/month=05/location-a-20220503.csv.gz',
    'others/csv.gz/locationid=a/year=2022/month=05/location-a-20220503.csv.gz',
    'records/csv.gz/locationid=a/year=2022/month=05/location-a-20220503.csv.gz/',
    'records/csv.gz/locationid=a/year=2022/month=05/location-a-20220503.csv.gz\n',
  ])('is not %j', (path) => {
    expect(archiveNameIn(path)).toBeUndefined();
  });

  it('is none of what anybody makes up, or its one spelling', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const path = `records/csv.gz/locationid=${a}/year=2022/month=05/location-${b}-20220503.csv.gz`;
        const name = archiveNameIn(path);
        if (name !== undefined) expect(archivePathOf(name)).toBe(path);
      }),
    );
  });
});
