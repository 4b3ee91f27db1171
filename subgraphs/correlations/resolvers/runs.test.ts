import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCaller } from '../testing/open-health.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';

const run =
  'id status done total outcome exposureLabels requestedAt finishedAt healthSeries { id } association { id }';
const documents = {
  ask: `query($input: AssociationInput!) { association(input: $input) { __typename ... on AssociationRun { ${run} } } }`,
  start: `mutation($input: AssociationInput!) { startAssociation(input: $input) { ... on AssociationStarted { run { ${run} } } ... on AnalysisProblems { problems { field code } } } }`,
  cancel: `mutation($id: ID!) { cancelAssociation(input: { id: $id }) { ... on AssociationCancelled { run { ${run} } } ... on AnalysisProblems { problems { field code } } } }`,
  list: `query($of: ID, $first: Int) { associationRuns(healthSeriesId: $of, first: $first) { ${run} } }`,
  one: `query($id: ID!) { associationRun(id: $id) { ${run} } }`,
};

let room: TestRoom;
let healthSeriesId: string;
// nobody works: what is asked waits, until a test lets it begin
beforeAll(async () => {
  room = await openRoom({ patienceMs: 0 });
});
afterAll(() => room.close());
beforeEach(async () => {
  await room.ground.empty();
  healthSeriesId = await room.bring();
});

const stranger = makeCaller({ id: 'eve', organisation: 'gulu' });
const input = (more: object = {}) => ({
  input: { healthSeriesId, exposures: [{ column: 'pm' }], ...more },
});
const start = async (more: object = {}, caller = makeCaller()) => {
  room.clock.now += 1_000;
  return room.field(documents.start, input(more), caller);
};
const idsOf = (runs: readonly { id: string }[]): string[] => runs.map(({ id }) => id);

describe('a run', () => {
  it('is the answer where the question takes longer than anybody waits', async () => {
    expect(await room.field(documents.ask, input({ outcome: 'asthma' }))).toEqual({
      ...{ __typename: 'AssociationRun', id: expect.any(String), status: 'QUEUED', done: 0, total: 17 },
      ...{ outcome: 'Asthma', exposureLabels: ['PM10'], healthSeries: { id: healthSeriesId } },
      ...{ requestedAt: new Date(room.clock.now).toISOString(), finishedAt: null, association: null },
    });
  });

  it('is joined by whoever of the organisation asks the same, and seen by nobody else', async () => {
    const { run } = await start();
    const same = await start({ increment: 10 }, makeCaller({ id: 'ben' }));
    expect(same.run).toEqual(run);
    expect(await room.field(documents.ask, input())).toMatchObject({ id: run.id });
    expect(await room.field(documents.one, { id: run.id })).toEqual(run);
    expect(await room.field(documents.one, { id: run.id }, stranger)).toBeNull();
    expect(await room.field(documents.list, {}, stranger)).toEqual([]);
    expect(await room.field(documents.cancel, { id: run.id }, stranger)).toEqual({
      problems: [{ field: 'id', code: 'NOT_FOUND' }],
    });
    expect(await room.field(documents.one, { id: run.id })).toMatchObject({ status: 'QUEUED' });
  });

  it('is cancelled, and begins anew where it is asked for again', async () => {
    const { run } = await start();
    const { id } = run;
    expect((await room.field(documents.cancel, { id })).run).toEqual({
      ...{ ...run, status: 'CANCELLED' },
      finishedAt: new Date(room.clock.now).toISOString(),
    });
    expect(await room.field(documents.ask, input())).toMatchObject({
      id,
      status: 'QUEUED',
      finishedAt: null,
    });
  });

  it('is nothing of an id that cannot be', async () => {
    for (const id of ['none', '\0', '\ud800']) {
      expect(await room.field(documents.one, { id })).toBeNull();
      expect(await room.field(documents.list, { of: id })).toEqual([]);
      expect(await room.field(documents.cancel, { id })).toEqual({
        problems: [{ field: 'id', code: 'NOT_FOUND' }],
      });
    }
  });

  it('is one of ten that have not ended; the eleventh is refused, until one of them has', async () => {
    const ids: string[] = [];
    for (let increment = 1; increment <= 10; increment += 1) ids.push((await start({ increment })).run.id);
    const eleventh = { increment: 11 };
    expect(await start(eleventh)).toEqual({ problems: [{ field: 'the run', code: 'TOO_MANY' }] });
    expect((await start({ increment: 3 })).run.id).toBe(ids[2]);
    const other = await room.bring('Elsewhere', stranger);
    expect((await start({ healthSeriesId: other }, stranger)).run.status).toBe('QUEUED');
    await room.field(documents.cancel, { id: ids[4] });
    expect((await start(eleventh)).run.status).toBe('QUEUED');
  });

  it('is one of ten also where more are begun at once', async () => {
    const begun = Array.from({ length: 12 }, (_, i) => start({ increment: i + 1 }));
    const refused = (await Promise.all(begun)).filter(({ problems }) => problems !== undefined);
    expect(refused).toHaveLength(2);
    expect(await room.field(documents.list, {})).toHaveLength(10);
  });

  it('stands in the list of its organisation, newest first, of one series or of all', async () => {
    const other = await room.bring('Others');
    const first = (await start()).run;
    const second = (await start({ healthSeriesId: other, outcome: 'asthma' })).run;
    expect(await room.field(documents.list, {})).toEqual([second, first]);
    expect(idsOf(await room.field(documents.list, { first: 1 }))).toEqual([second.id]);
    expect(idsOf(await room.field(documents.list, { of: healthSeriesId }))).toEqual([first.id]);
    for (const first of [0, 101])
      expect((await room.ask(documents.list, { first })).errors).toMatchObject([
        { extensions: { code: 'BAD_INPUT' } },
      ]);
  });

  it('ends once there is somebody who works, and stays as it ended', async () => {
    const { run } = await start();
    await room.room.begin?.();
    await room.room.ready?.();
    await expect
      .poll(() => room.field(documents.one, { id: run.id }), { timeout: 20_000 })
      .toMatchObject({
        ...{ status: 'DONE', done: 17, association: { id: run.id } },
      });
    const cancelled = await room.field(documents.cancel, { id: run.id });
    expect(cancelled.run).toMatchObject({ status: 'DONE', association: { id: run.id } });
  });
});
