import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveName } from '../domain/archive/archive-file.ts';
import { type ArchiveDays, type BuiltDay, type DueDay, openArchiveDays } from './archive-days.ts';

const now = Date.parse('2026-03-02T06:00:00Z');
const again = now + 600_000;

let database: Database;
let days: ArchiveDays;
beforeAll(async () => {
  database = await lendDatabase();
  days = openArchiveDays(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.archiveDay.deleteMany();
});

const nameOf = (sensorId: string, day = '2026-03-01', isReplayed = false): ArchiveName => ({
  ...{ sensorId, day, isReplayed },
});
const mark = (dueAt: number, ...names: readonly ArchiveName[]) =>
  days.mark(names.map((name) => ({ ...name, dueAt, endsAt: 0, isOnlyAgain: false })));
const builtAs = (day: DueDay, content: string): BuiltDay => ({
  ...{ ...day, rows: content.length, bytes: 10, sha256: content, builtAt: now },
});
const due = (at = now) => days.due(at, 10);
const build = async (content: string) =>
  days.finish(
    (await due()).map((day) => builtAs(day, content)),
    again,
  );
const changes = async (after = 0) =>
  (await days.changesAfter(after, 10)).map(({ change, sensorId, day, revision, sha256 }) =>
    [change, sensorId, day, revision, sha256].join(' '),
  );

describe('days of the archive', () => {
  it('are due when they may be built, those that wait longest first', async () => {
    await mark(now, nameOf('b'), nameOf('b', '2026-03-01', true));
    await mark(now - 1, nameOf('c', '2026-02-28'));
    await mark(now + 1, nameOf('a'));
    expect(await due()).toEqual([
      { ...nameOf('c', '2026-02-28'), marks: 1, revision: 0, standing: null },
      { ...nameOf('b'), marks: 1, revision: 0, standing: null },
      { ...nameOf('b', '2026-03-01', true), marks: 1, revision: 0, standing: null },
    ]);
    expect(await days.due(now, 1)).toHaveLength(1);
  });

  it('keep their time however often they are marked, until they are built', async () => {
    await mark(now, nameOf('a'));
    await mark(now + 1_000, nameOf('a'));
    expect(await due()).toMatchObject([{ marks: 2 }]);
    await build('one');
    expect(await due()).toEqual([]);
    await mark(now + 2_000, nameOf('a'));
    expect([await due(now + 1_999), await due(now + 2_000)]).toMatchObject([
      [],
      [{ marks: 3, revision: 1, standing: 'one' }],
    ]);
  });

  it('are marked again only where they were marked before, if no more is meant', async () => {
    const again = (name: ArchiveName) => ({ ...name, dueAt: now, endsAt: 0, isOnlyAgain: true });
    await mark(now, nameOf('a'));
    await build('one');
    await days.mark([again(nameOf('a')), again(nameOf('a', '2026-03-01', true)), again(nameOf('b'))]);
    expect(await due()).toMatchObject([{ ...nameOf('a'), marks: 2 }]);
  });

  it('have no file and no change where there was nothing, and are due when something comes', async () => {
    await mark(now, nameOf('a'));
    await days.finish(
      (await due()).map((day) => ({ ...day, sha256: null })),
      again,
    );
    expect([await due(again), await changes(), await days.find(nameOf('a'))]).toEqual([[], [], null]);
    await mark(now, nameOf('a'));
    await build('one');
    expect(await changes()).toEqual(['1 a 2026-03-01 1 one']);
  });

  it('have a file and a change once they are built', async () => {
    await mark(now, nameOf('a'));
    expect(await days.find(nameOf('a'))).toBeNull();
    await build('one');
    expect(await days.find(nameOf('a'))).toEqual({
      ...{ ...nameOf('a'), revision: 1, rows: 3, bytes: 10, sha256: 'one', builtAt: now, change: 1 },
    });
    expect(await days.find(nameOf('a', '2026-03-01', true))).toBeNull();
  });

  it('have a new change where the content is another, and else none', async () => {
    await mark(now, nameOf('a'));
    await mark(now + 1, nameOf('b'));
    await build('one');
    await mark(now, nameOf('a'));
    await build('one');
    expect([await changes(), await due()]).toEqual([['1 a 2026-03-01 1 one'], []]);
    await mark(now, nameOf('a'));
    await build('two');
    expect(await changes()).toEqual(['2 a 2026-03-01 2 two']);
  });

  it('stay due where something was marked while they were built', async () => {
    await mark(now, nameOf('a'));
    const [read] = await due();
    await mark(now, nameOf('a'));
    await days.finish([builtAs(read as DueDay, 'one')], again);
    expect([await due(again - 1), await due(again)]).toMatchObject([[], [{ marks: 2, revision: 1 }]]);
    expect(await changes()).toEqual(['1 a 2026-03-01 1 one']);
  });

  it('are built once more where two processes built them otherwise, and end with one truth', async () => {
    await mark(now, nameOf('a'));
    const [read] = await due();
    await days.finish([builtAs(read as DueDay, 'new')], again);
    await days.finish([builtAs(read as DueDay, 'old')], again);
    expect([await changes(), await due(again)]).toMatchObject([['1 a 2026-03-01 1 new'], [{ revision: 1 }]]);
    await days.finish(
      (await due(again)).map((day) => builtAs(day, 'new')),
      again,
    );
    expect([await changes(), await due(again)]).toEqual([['1 a 2026-03-01 1 new'], []]);
  });

  it('are done where two processes built the same', async () => {
    await mark(now, nameOf('a'));
    const [read] = await due();
    for (const _ of [1, 2]) await days.finish([builtAs(read as DueDay, 'one')], again);
    expect([await changes(), await due(again)]).toEqual([['1 a 2026-03-01 1 one'], []]);
  });

  it('tell changes in the order in which they were built, each file by its newest', async () => {
    await mark(now, nameOf('a'), nameOf('b'), nameOf('c'));
    await days.finish(
      (await due()).toReversed().map((day) => builtAs(day, 'one')),
      again,
    );
    await mark(now, nameOf('b'));
    await build('two');
    expect(await changes()).toEqual(['1 c 2026-03-01 1 one', '3 a 2026-03-01 1 one', '4 b 2026-03-01 2 two']);
    expect(await changes(3)).toEqual(['4 b 2026-03-01 2 two']);
  });

  it('can be put off', async () => {
    await mark(now, nameOf('a'), nameOf('b'));
    await days.postpone([{ ...nameOf('a'), dueAt: again }]);
    expect((await due()).map(({ sensorId }) => sensorId)).toEqual(['b']);
    expect(await due(again)).toHaveLength(2);
  });

  it('are told of one sensor by day, real air and recorded air apart', async () => {
    await mark(now, ...['2026-02-27', '2026-03-01', '2026-02-28'].map((day) => nameOf('a', day)));
    await mark(now, nameOf('a', '2026-02-28', true), nameOf('b'));
    await build('one');
    await mark(now, nameOf('a', '2026-03-02'));
    const told = async (isReplayed: boolean, after: string | null, most = 10) =>
      (await days.ofSensor({ sensorId: 'a', isReplayed }, { after, most })).map(({ day }) => day);
    expect(await told(false, null)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(await told(false, '2026-02-27', 1)).toEqual(['2026-02-28']);
    expect(await told(true, null)).toEqual(['2026-02-28']);
  });
});
