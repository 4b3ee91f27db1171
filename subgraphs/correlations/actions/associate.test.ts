import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areProblems, problem } from '../domain/problem.ts';
import type { AssociationRun } from '../domain/run.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { type AssociationRuns, openAssociationRuns } from '../store/association-runs.ts';
import { openAir } from '../testing/open-air.ts';
import { makeCaller, openGround, type TestGround } from '../testing/open-health.ts';
import { openPreparation } from '../testing/open-preparation.ts';
import { asked } from '../testing/runs.ts';
import { monday } from '../testing/uploads.ts';
import { type AssociationAsked, type Associations, createAssociations } from './associate.ts';
import { packedFormat, unpacked } from './packed-study.ts';
import { mostInADay, type QuestionToll } from './question-toll.ts';
import { type Definition, readDefinitions } from './read-definitions.ts';

const ada = { caller: makeCaller() };
const { signal } = new AbortController();
const me = { worker: 'me', until: monday, format: packedFormat };

let ground: TestGround;
let air: Awaited<ReturnType<typeof openAir>>;
let runs: AssociationRuns;
let definitions: readonly Definition[];
let healthSeriesId: string;
let associations: Associations;
let queued: number;
let toll: QuestionToll;
beforeAll(async () => {
  ground = await openGround();
  air = await openAir(ground);
  runs = openAssociationRuns(ground.database);
  definitions = await readDefinitions();
});
afterAll(() => air.close());
beforeEach(async () => {
  await ground.empty();
  const preparation = await openPreparation(ground, air);
  ({ healthSeriesId, toll } = preparation);
  queued = 0;
  const onQueued = () => {
    queued += 1;
  };
  associations = createAssociations({ ...preparation, definitions, runs, onQueued, now: () => monday });
});

const begin = async (question: Partial<AssociationAsked> = {}): Promise<AssociationRun> => {
  const asked = { healthSeriesId, exposures: [{ column: 'pm' }], ...question };
  const run = await associations.begin(asked, ada, signal);
  if (areProblems(run)) throw new Error(`${run[0]?.code}`);
  return run;
};
const taken = async () => {
  const claimed = await runs.claim(me, monday);
  return { id: claimed?.id, ...(await unpacked(claimed?.question as Uint8Array)) };
};
const end = async (id: string, outcome: Parameters<AssociationRuns['end']>[2]['outcome']) => {
  await runs.claim(me, monday);
  await runs.end(id, 'me', { at: monday, outcome });
};
const found = { formula: 'deaths ~ pm' } as StudyFound;
/** As many of an organisation as nobody has asked for here. */
const fill = (organisationId: string, status: string, count: number) =>
  ground.database.client.associationRun.createMany({
    data: Array.from({ length: count }, (_, place) => ({
      ...{ id: randomUUID(), organisationId, healthSeriesId, contentHash: randomUUID(), status, total: 1 },
      ...{ requestedById: 'ben', requestedAt: new Date(monday - 2_000 + place), asked: asked as never },
    })),
  });

describe('a question about an association', () => {
  it('becomes a run with all models and their data, by the model that answers unless another is asked for', async () => {
    const run = await begin();
    const [usual] = definitions.filter(({ isDefault }) => isDefault);
    expect(run).toMatchObject({
      ...{ organisationId: 'makerere', healthSeriesId, requestedById: 'ada', requestedAt: monday },
      asked: {
        ...{ outcome: 'Deaths', exposures: [{ label: 'PM10' }] },
        model: { id: usual?.id, version: usual?.version, sha256: usual?.sha256 },
      },
    });
    expect(run.asked.model).not.toHaveProperty('terms');
    const { id, plan, daily } = await taken();
    expect(id).toBe(run.id);
    expect([plan.models.length, plan.mainId, plan.askedBefore]).toEqual([run.total, usual?.id, 0]);
    expect(daily.columns.deaths).toHaveLength(800);
    expect((await begin({ model: 'case-crossover' })).asked.model.id).toBe('case-crossover');
  });

  it('is one run where it is asked again, also by two at once, and is queued once', async () => {
    const [one, other] = await Promise.all([begin(), begin()]);
    const again = await begin({ model: 'time-series', increment: 10, months: null });
    expect([other.id, again.id]).toEqual([one.id, one.id]);
    expect(await runs.unfinished()).toBe(1);
    const before = queued;
    await begin();
    expect(queued).toBe(before);
  });

  it('is another run with any other setting', async () => {
    const others: readonly Partial<AssociationAsked>[] = [
      {},
      { model: 'case-crossover' },
      { increment: 5 },
      { reference: 15 },
      { months: [1, 2, 3, 4, 5] },
      { exposures: [{ column: 'o3' }] },
      { exposures: [{ column: 'pm' }, { column: 'o3' }] },
    ];
    const hashes = new Set<string>();
    for (const one of others) hashes.add((await begin(one)).contentHash);
    expect(hashes.size).toBe(others.length);
  });

  it('knows how many others were answered before it, and is the same however many these are', async () => {
    const first = await begin();
    const second = await begin({ increment: 5 });
    await end(first.id, found);
    expect((await begin({ increment: 5 })).id).toBe(second.id);
    await begin({ increment: 6 });
    const waiting = [await taken(), await taken()];
    const before = Object.fromEntries(waiting.map(({ id, plan }) => [id, plan.askedBefore]));
    expect(Object.entries(before).sort()).toEqual(
      [
        [second.id, 0],
        [(await begin({ increment: 6 })).id, 1],
      ].sort(),
    );
  });

  it('begins anew where it never came to its end, and not where the data do not bear it', async () => {
    const { id } = await begin();
    await end(id, [problem('the run', 'NOT_FINISHED', 'r', 'n')]);
    expect(await begin()).toMatchObject({ id, status: 'QUEUED', problems: [] });
    await end(id, [problem('exposures.0', 'COLLINEAR', 'r', 'n')]);
    expect(await begin()).toMatchObject({ id, status: 'FAILED', problems: [{ code: 'COLLINEAR' }] });
    expect(queued).toBe(2);
  });

  it('is refused where an organisation, or all together, have too many that wait; an answer is not', async () => {
    const { id } = await begin();
    await end(id, found);
    await fill('gulu', 'QUEUED', 190);
    await fill('makerere', 'RUNNING', 9);
    expect((await begin({ increment: 5 })).status).toBe('QUEUED');
    await expect(begin({ increment: 6 })).rejects.toMatchObject({ code: 'OVERLOADED' });
    await ground.database.client.associationRun.deleteMany({ where: { organisationId: 'gulu' } });
    await expect(begin({ increment: 6 })).rejects.toThrow('TOO_MANY');
    expect(await begin()).toMatchObject({ id, status: 'DONE' });
  });

  it('leaves a thousand that have ended, the newest', async () => {
    await fill('makerere', 'CANCELLED', 1_002);
    await begin();
    const where = { organisationId: 'makerere' };
    const left = await ground.database.client.associationRun.findMany({
      where,
      orderBy: { requestedAt: 'asc' },
      select: { requestedAt: true },
    });
    expect([left.length, left[0]?.requestedAt.getTime()]).toEqual([1_001, monday - 2_000 + 2]);
  });

  it('is ended by its organisation alone', async () => {
    const { id } = await begin();
    const cancel = (of: string, caller = makeCaller({ id: 'ben' })) => associations.cancel(of, { caller });
    const gulu = makeCaller({ organisation: 'gulu' });
    for (const refused of [await cancel(id, gulu), await cancel('none'), await cancel('\0')])
      expect(refused).toMatchObject({ field: 'id', code: 'NOT_FOUND' });
    expect(await cancel(id)).toMatchObject({ id, status: 'CANCELLED', finishedAt: monday });
    expect(await cancel(id, makeCaller({ organisation: null }))).toMatchObject({ code: 'NO_ORGANISATION' });
  });

  it('is two hundred new questions a day of an account at most; what was asked before is answered', async () => {
    const { id } = await begin();
    for (let i = 1; i < mostInADay.questions; i += 1) await toll.payQuestion(ada);
    const refused = { code: 'RATE_LIMITED', retryAfterSeconds: 86_400 };
    await expect(begin({ increment: 5 })).rejects.toMatchObject(refused);
    expect((await begin()).id).toBe(id);
  });
});
