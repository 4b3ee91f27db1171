import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive, type TestArchive } from '../../testing/archive/open-archive.ts';
import { hourAt, replayedAt } from '../../testing/archive/readings.ts';

const name = (sensorId: string, day = '2026-03-01', isReplayed = false) => ({ sensorId, day, isReplayed });
const noon = '2026-03-01T12:00:00Z';
const nextDay = '2026-03-02T01:00:00Z';

let archive: TestArchive;
beforeEach(async () => {
  archive = await openArchive(noon);
});
afterEach(() => archive.close());

const linesOf = async (sensorId: string, day?: string, isReplayed?: boolean) =>
  (await archive.textOf(name(sensorId, day, isReplayed))).trimEnd().split('\n').slice(1);

describe('the archive', () => {
  it('builds a day an hour after it is over, once', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'), hourAt('a', '2026-03-01T11:00:00Z'));
    archive.goTo('2026-03-02T00:59:59.999Z');
    expect(await archive.round()).toBe(0);
    archive.goTo(nextDay);
    expect([await archive.round(), await archive.round()]).toEqual([1, 0]);
    expect(await archive.changes()).toEqual(['1 a 2026-03-01 real revision 1 2 rows']);
    expect(await linesOf('a')).toHaveLength(2);
    expect(await archive.leftInScratch()).toEqual([]);
  });

  it('follows the calendar of the sensor', async () => {
    await archive.saySensor({ sensorId: 'kampala', timeZone: 'Africa/Kampala' });
    await archive.accept(
      hourAt('kampala', '2026-02-28T20:00:00Z'),
      hourAt('kampala', '2026-02-28T21:00:00Z'),
      hourAt('kampala', '2026-03-01T20:00:00Z'),
    );
    archive.goTo('2026-03-01T22:00:00Z');
    expect(await archive.round()).toBe(2);
    expect(await archive.changes()).toEqual([
      '1 kampala 2026-02-28 real revision 1 1 rows',
      '2 kampala 2026-03-01 real revision 1 2 rows',
    ]);
    expect((await linesOf('kampala')).map((line) => line.split(',')[3])).toEqual([
      '2026-03-01T01:00:00.000+03:00',
      '2026-03-02T00:00:00.000+03:00',
    ]);
  });

  it('patches a day when late readings come, many of them once', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'));
    archive.goTo(nextDay);
    await archive.round();
    await archive.accept(hourAt('a', '2026-03-01T08:00:00Z'));
    archive.goTo('2026-03-02T01:09:59Z');
    await archive.accept(hourAt('a', '2026-03-01T09:00:00Z'));
    expect(await archive.round()).toBe(0);
    archive.goTo('2026-03-02T01:10:00Z');
    expect([await archive.round(), await archive.round()]).toEqual([1, 0]);
    expect(await archive.changes()).toEqual(['2 a 2026-03-01 real revision 2 3 rows']);
  });

  it('tells no change, and writes the same bytes, where nothing is new', async () => {
    const reading = hourAt('a', '2026-03-01T10:00:00Z');
    await archive.accept(reading);
    archive.goTo(nextDay);
    await archive.round();
    const before = await archive.bytesOf(name('a'));
    await archive.accept(reading);
    archive.goTo('2026-03-05T00:00:00Z');
    expect(await archive.round()).toBe(1);
    expect((await archive.bytesOf(name('a'))).equals(before)).toBe(true);
    expect(await archive.changes(1)).toEqual([]);
  });

  it('never lets recorded air stand among real air', async () => {
    await archive.accept(
      hourAt('a', '2026-03-01T09:00:00Z', { value: 11 }),
      replayedAt('a', '2026-03-01T10:00:00Z', { value: 22 }),
    );
    archive.goTo(nextDay);
    expect(await archive.round()).toBe(2);
    const shown = async (isReplayed: boolean) =>
      (await linesOf('a', '2026-03-01', isReplayed)).map((line) => {
        const cells = line.split(',');
        return [cells[8], cells[18], cells[20]];
      });
    expect(await shown(false)).toEqual([['11.0', 'false', '']]);
    expect(await shown(true)).toEqual([['22.0', 'true', '2025-03-01T11:00:00.000Z']]);
  });

  it('moves a reading to the other kind of air where a later word says so', async () => {
    const recorded = replayedAt('a', '2026-03-01T10:00:00Z', { value: 22 });
    await archive.accept(recorded);
    archive.goTo(nextDay);
    await archive.round();
    const { periodStart, periodEnd } = recorded;
    await archive.accept({ ...hourAt('a', '2026-03-01T10:00:00Z'), periodStart, periodEnd, revision: 2 });
    archive.goTo('2026-03-02T03:00:00Z');
    await archive.round();
    const told = (await archive.changes()).map((line) => line.replace(/^\d+ /, '')).toSorted();
    expect(told).toEqual(['a 2026-03-01 real revision 1 1 rows', 'a 2026-03-01 replayed revision 2 0 rows']);
    expect([await linesOf('a'), await linesOf('a', '2026-03-01', true)]).toEqual([[expect.any(String)], []]);
  });

  it('makes no file of what was replaced before its day was built', async () => {
    const recorded = replayedAt('a', '2026-03-01T10:00:00Z');
    await archive.accept(recorded);
    const { periodStart, periodEnd } = recorded;
    await archive.accept({ ...hourAt('a', '2026-03-01T10:00:00Z'), periodStart, periodEnd, revision: 2 });
    archive.goTo(nextDay);
    expect([await archive.round(), await archive.round()]).toEqual([2, 0]);
    expect(await archive.changes()).toEqual(['1 a 2026-03-01 real revision 1 1 rows']);
    expect(await archive.keys()).toHaveLength(1);
  });

  it('waits for the end of a day whose calendar was said anew', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'));
    await archive.saySensor({ sensorId: 'a', timeZone: 'America/Los_Angeles' });
    archive.goTo(nextDay);
    expect([await archive.round(), await archive.changes()]).toEqual([1, []]);
    archive.goTo('2026-03-02T09:00:00Z');
    expect([await archive.round(), await archive.changes()]).toEqual([
      1,
      ['1 a 2026-03-01 real revision 1 1 rows'],
    ]);
  });

  it('makes the same file again where it was killed before it said so, and tells one change', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'));
    archive.goTo(nextDay);
    const killed = () => Promise.reject(new Error('killed'));
    await expect(archive.round({ days: { finish: killed } })).rejects.toThrow('killed');
    const before = await archive.keys();
    expect([before.length, await archive.changes()]).toEqual([1, []]);
    expect(await archive.round()).toBe(1);
    expect(await archive.keys()).toEqual(before);
    expect(await archive.changes()).toEqual(['1 a 2026-03-01 real revision 1 1 rows']);
  });

  it('ends with one truth where two build at once', async () => {
    await archive.accept(...['a', 'b', 'c'].map((id) => hourAt(id, '2026-03-01T10:00:00Z')));
    archive.goTo(nextDay);
    await Promise.all([archive.round(), archive.round()]);
    expect((await archive.changes()).map((line) => line.split(' ').slice(0, 2))).toHaveLength(3);
    expect((await archive.days.changesAfter(0, 10)).map(({ revision }) => revision)).toEqual([1, 1, 1]);
    archive.goTo('2026-03-03T00:00:00Z');
    expect(await archive.round()).toBe(0);
  });

  it('is built by one process of all, and by the next when that is gone', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'));
    archive.goTo(nextDay);
    const cache = openMemoryCache({ now: () => archive.clock.now });
    const built: string[] = [];
    const start = (process: string) => {
      const keeper = archive.keeper({
        lookEveryMs: 20,
        build: async (day, signal) => {
          built.push(`${process} ${day.name.day}`);
          return archive.build(day, signal);
        },
      });
      return lead({ cache, name: 'archive', work: keeper.work, log: createLog('silent'), ttlMs: 60 });
    };
    const first = start('first');
    await expect.poll(() => archive.changes()).toHaveLength(1);
    const second = start('second');
    await first.stop();
    await archive.accept(hourAt('a', '2026-03-01T11:00:00Z'));
    archive.goTo('2026-03-02T01:20:00Z');
    await expect.poll(() => archive.changes(1)).toHaveLength(1);
    await second.stop();
    expect(built).toEqual(['first 2026-03-01', 'second 2026-03-01']);
  });

  it('goes on behind a day that cannot be built, and tries that again', async () => {
    await archive.accept(...['a', 'b', 'c'].map((id) => hourAt(id, '2026-03-01T10:00:00Z')));
    archive.goTo(nextDay);
    const build: typeof archive.build = (day, signal) =>
      day.name.sensorId === 'b' ? Promise.reject(new Error('torn')) : archive.build(day, signal);
    expect([await archive.round({ build }), await archive.round()]).toEqual([3, 0]);
    expect(await archive.changes()).toHaveLength(2);
    archive.goTo('2026-03-02T01:10:00Z');
    expect([await archive.round(), await archive.changes()]).toEqual([
      1,
      expect.arrayContaining(['3 b 2026-03-01 real revision 1 1 rows']),
    ]);
  });

  it('stops where the disk is full, keeps what it built, and goes on when there is room', async () => {
    await archive.accept(...['a', 'b', 'c'].map((id) => hourAt(id, '2026-03-01T10:00:00Z')));
    archive.goTo(nextDay);
    const full = new AirError('STORAGE_FULL', 'The disk is full.');
    const build: typeof archive.build = (day, signal) =>
      day.name.sensorId === 'a' ? archive.build(day, signal) : Promise.reject(full);
    await expect(archive.round({ build })).rejects.toBe(full);
    expect(await archive.changes()).toEqual(['1 a 2026-03-01 real revision 1 1 rows']);
    expect([await archive.round(), (await archive.changes()).length]).toEqual([2, 3]);
  });

  it('leaves nothing half done where it is told to stop', async () => {
    await archive.accept(hourAt('a', '2026-03-01T10:00:00Z'));
    archive.goTo(nextDay);
    await expect(archive.keeper().round(AbortSignal.abort())).rejects.toThrow();
    expect([await archive.changes(), await archive.leftInScratch()]).toEqual([[], []]);
    expect(await archive.round()).toBe(1);
  });
});
