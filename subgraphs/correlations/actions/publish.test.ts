import { randomUUID } from 'node:crypto';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { sensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isProblem } from '../domain/problem.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { type AssociationRuns, openAssociationRuns } from '../store/association-runs.ts';
import { openHealthSeries } from '../store/health-series.ts';
import { openPublishedAssociations } from '../store/published-associations.ts';
import { addHealthSeries } from '../testing/bare-series.ts';
import { makeSensor } from '../testing/open-air.ts';
import { makeCaller, openGround, type TestGround, usesOf } from '../testing/open-health.ts';
import { asked, makeExposure, queueRun } from '../testing/runs.ts';
import { monday } from '../testing/uploads.ts';
import { createPublishing } from './publish.ts';
import { createTellUse } from './tell-use.ts';

const organisation = 'makerere';
const olga = { caller: makeCaller({ id: 'olga', organisationRole: 'OWNER' }), from: '192.0.2.7' };
const now = () => monday;

let ground: TestGround;
let runs: AssociationRuns;
let healthSeriesId: string;
beforeAll(async () => {
  ground = await openGround();
  runs = openAssociationRuns(ground.database);
  const sensors = [
    makeSensor({ sensorId: 'roof', siteId: 'hill', organisation }),
    makeSensor({ sensorId: 'well', siteId: 'valley', organisation: 'elsewhere' }),
  ];
  await ground.eventLog.append(
    sensorChanged,
    sensors.map((value) => ({ key: value.sensorId, value })),
  );
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.empty();
  await ground.database.client.publishedAssociation.deleteMany();
  healthSeriesId = await addHealthSeries(ground.database, organisation);
});

/** The log may be another than the ground's: one that is away. */
const openPublishing = (eventLog: Pick<TestGround['eventLog'], 'append'> = ground.eventLog) => {
  const published = openPublishedAssociations(ground.database);
  const series = openHealthSeries(ground.database);
  const directory = openDirectory(ground.eventLog, () => undefined);
  const tellUse = createTellUse({ eventLog, now });
  return { published, ...createPublishing({ runs, series, published, directory, tellUse, now }) };
};

/** A run that found something. */
const ended = async (exposures = [makeExposure()]): Promise<string> => {
  const of = { healthSeriesId, organisationId: organisation, asked: { ...asked, exposures } };
  const { id } = await queueRun(runs, of);
  await runs.claim({ worker: 'me', until: monday, format: 1 }, monday);
  await runs.end(id, 'me', { at: monday, outcome: { formula: 'deaths ~ pm' } as StudyFound });
  return id;
};
const shown = (runId: string) => ({ runId, siteId: 'hill', title: 'Smoke' });
const shownOf = ({ database }: TestGround): Promise<number> => database.client.publishedAssociation.count();
const notKept = { append: () => Promise.reject(new Error('The log is away.')) };

describe('publishing', () => {
  it('keeps what was found, and is told before', async () => {
    const { publish } = openPublishing();
    const runId = await ended();
    const kept = await publish(shown(runId), olga);
    expect(kept).toMatchObject({
      ...{ siteId: 'hill', organisationId: organisation, title: 'Smoke', note: null, population: null },
      ...{ publishedById: 'olga', publishedAt: monday },
      found: { formula: 'deaths ~ pm', healthSeriesId, asked: { outcome: 'Deaths' } },
    });
    const { contentHash } = (await runs.find(runId, organisation)) ?? {};
    expect(await usesOf(ground, healthSeriesId)).toEqual([
      {
        ...{ healthSeriesId, organisation, action: 'PUBLISHED', by: 'olga', from: '192.0.2.7' },
        ...{ details: { siteId: 'hill', contentHash }, usedAt: monday },
      },
    ]);
  });

  it('needs a run that found something', async () => {
    const { publish } = openPublishing();
    const { id } = await queueRun(runs, { healthSeriesId, organisationId: organisation });
    expect(await publish(shown(id), olga)).toMatchObject({ field: 'runId', code: 'NOT_FINISHED' });
    expect(await publish(shown('none'), olga)).toMatchObject({ field: 'runId', code: 'NOT_FOUND' });
  });

  it('belongs where its monitors stand; an upload where a sensor of the organisation does', async () => {
    const { publish } = openPublishing();
    const uploaded = await ended();
    expect(await publish({ ...shown(uploaded), siteId: 'valley' }, olga)).toMatchObject({
      ...{ field: 'siteId', code: 'WRONG_SETTING' },
    });
    const measured = await ended([makeExposure('well')]);
    expect(await publish({ ...shown(measured), siteId: 'valley' }, olga)).toMatchObject({ siteId: 'valley' });
    expect(await publish(shown(measured), olga)).toMatchObject({ field: 'siteId', code: 'WRONG_SETTING' });
    expect(await publish({ ...shown(measured), siteId: 'sea' }, olga)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is ended by its organisation, or by an Admin, and by nobody else', async () => {
    const { publish, withdraw } = openPublishing();
    const kept = await publish(shown(await ended()), olga);
    if (isProblem(kept)) throw new Error(kept.reason);
    const other = { caller: makeCaller({ organisation: 'elsewhere', organisationRole: 'OWNER' }) };
    expect(await withdraw(kept.id, other)).toMatchObject({ code: 'NOT_FOUND' });
    const admin = { caller: makeCaller({ id: 'boss', role: 'ADMIN', organisation: null }) };
    expect(await withdraw(kept.id, admin)).toBe(kept.id);
    expect((await usesOf(ground, healthSeriesId)).at(-1)).toMatchObject({
      ...{ action: 'WITHDRAWN', organisation, by: 'boss' },
    });
  });

  it('is of two hundred at most; what is among them may be published again', async () => {
    const { publish, withdraw } = openPublishing();
    const runId = await ended();
    const one = await publish(shown(runId), olga);
    if (isProblem(one)) throw new Error(one.reason);
    const { id, found: _, publishedAt, ...row } = one;
    await ground.database.client.publishedAssociation.createMany({
      data: Array.from({ length: 199 }, () => ({
        ...{ ...row, id: randomUUID(), contentHash: randomUUID() },
        ...{ found: {}, publishedAt: new Date(publishedAt) },
      })),
    });
    const other = shown(await ended());
    expect(await publish(other, olga)).toMatchObject({ field: 'runId', code: 'TOO_MANY' });
    expect(await publish({ ...shown(runId), note: 'Again' }, olga)).toEqual({ ...one, note: 'Again' });
    expect(await withdraw(id, olga)).toBe(id);
    expect(await publish(other, olga)).toMatchObject({ siteId: 'hill' });
  });

  it('does not happen, nor its end, where nobody could be told of it', async () => {
    const here = openPublishing();
    const away = openPublishing(notKept);
    const runId = await ended();
    await expect(away.publish(shown(runId), olga)).rejects.toThrow('The log is away.');
    expect(await shownOf(ground)).toBe(0);
    const kept = await here.publish(shown(runId), olga);
    if (isProblem(kept)) throw new Error(kept.reason);
    await expect(away.withdraw(kept.id, olga)).rejects.toThrow('The log is away.');
    expect(await shownOf(ground)).toBe(1);
  });

  it('is for members of organisations alone', async () => {
    const { publish, withdraw } = openPublishing();
    const stray = { caller: makeCaller({ organisation: null }) };
    expect(await publish(shown('r'), stray)).toMatchObject({ code: 'NO_ORGANISATION' });
    expect(await withdraw('p', stray)).toMatchObject({ code: 'NO_ORGANISATION' });
    const key = { caller: makeCaller({ kind: 'key' }) };
    await expect(publish(shown('r'), key)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
