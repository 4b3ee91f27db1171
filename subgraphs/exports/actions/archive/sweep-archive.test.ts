import { text } from 'node:stream/consumers';
import { createLog } from '@aqmrg/platform/log.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveKeyOf } from '../../domain/archive/archive-path.ts';
import { openArchive, type TestArchive } from '../../testing/archive/open-archive.ts';
import { hourAt } from '../../testing/archive/readings.ts';
import { createArchiveSweep } from './sweep-archive.ts';

const never = new AbortController().signal;
const ids = ['a', 'b', 'c'];
const nameOf = (sensorId: string) => ({ sensorId, day: '2026-03-01', isReplayed: false });

let archive: TestArchive;
beforeEach(async () => {
  archive = await openArchive('2026-03-01T12:00:00Z');
  await archive.accept(...ids.map((id) => hourAt(id, '2026-03-01T10:00:00Z')));
  archive.goTo('2026-03-02T01:00:00Z');
  await archive.round();
});
afterEach(() => archive.close());

const open = (changes: Partial<Parameters<typeof createArchiveSweep>[0]> = {}) =>
  createArchiveSweep({ ...archive, now: () => archive.clock.now, log: createLog('silent'), ...changes });
const patch = async () => {
  await archive.accept(...ids.map((id) => hourAt(id, '2026-03-01T11:00:00Z')));
  archive.goTo('2026-03-02T01:10:00Z');
  await archive.round();
};
const told = async () =>
  (await Promise.all(ids.map((id) => archive.days.find(nameOf(id))))).flatMap((file) =>
    file === null ? [] : [archiveKeyOf(file)],
  );

describe('the sweep of the archive', () => {
  it('leaves of each file what is told of, and the former one for an hour, also to whoever reads it still', async () => {
    const [former] = await told();
    await patch();
    const sweep = open();
    archive.goTo('2026-03-02T02:09:59Z');
    await sweep(never);
    expect(await archive.keys()).toHaveLength(6);
    const reading = await archive.objectStore.get(former as string);
    archive.goTo('2026-03-02T02:10:00Z');
    await sweep(never);
    expect(await archive.keys()).toEqual(await told());
    expect(await text(reading)).not.toBe('');
  });

  it('goes through all of them a few at a time, and again from the beginning', async () => {
    const sweep = open({ atOnce: 2 });
    for (let i = 0; i < 2; i += 1) await sweep(never);
    await patch();
    archive.goTo('2026-03-02T03:00:00Z');
    const left: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await sweep(never);
      left.push((await archive.keys()).length);
    }
    expect(left).toEqual([5, 4, 3, 3]);
  });

  it('goes on behind what it could not remove, and comes back to it', async () => {
    await patch();
    archive.goTo('2026-03-02T03:00:00Z');
    const { list } = archive.objectStore;
    await open({ objectStore: { list, delete: () => Promise.reject(new Error('away')) } })(never);
    expect(await archive.keys()).toHaveLength(6);
    await open()(never);
    expect(await archive.keys()).toEqual(await told());
  });
});
