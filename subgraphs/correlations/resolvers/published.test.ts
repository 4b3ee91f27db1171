import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCaller, usesOf } from '../testing/open-health.ts';
import { openRoom, type TestRoom } from '../testing/open-room.ts';
import { measuredAir, studiedDays } from '../testing/studied.ts';

const figures = /* GraphQL */ `
  id organisation title note population outcome events publishedAt contentHash site { __typename id }
  exposures { label monitors { sensor { id } } } estimate { rateRatio } model { id }
  models { id } lagResponse { lag } exposureResponse { points { value } } warnings { code } summary`;
const documents = {
  publish: `mutation($input: PublishAssociationInput!) { publishAssociation(input: $input) { ... on AssociationPublished { published { ${figures} } } ... on AnalysisProblems { problems { field code } } } }`,
  withdraw:
    'mutation($id: ID!) { withdrawAssociation(input: { id: $id }) { ... on AssociationWithdrawn { id } ... on AnalysisProblems { problems { field code } } } }',
  sites: `query($sites: [_Any!]!) { _entities(representations: $sites) { ... on Site { id healthAssociations { ${figures} } } } }`,
  ask: 'query($input: AssociationInput!) { association(input: $input) { ... on Association { id contentHash estimate { rateRatio } } ... on AnalysisProblems { problems { code } } } }',
};

const owner = makeCaller({ id: 'olga', organisationRole: 'OWNER' });
const stranger = makeCaller({
  kind: 'anonymous',
  id: 'anonymous',
  organisation: null,
  organisationRole: null,
});

let room: TestRoom;
let healthSeriesId: string;
let found: { id: string; contentHash: string; estimate: object };
beforeAll(async () => {
  room = await openRoom();
  await room.air.saySensors({ sensorId: 'roof', siteId: 'hill' }, { sensorId: 'well', siteId: 'valley' });
  await room.air.write(measuredAir('roof', studiedDays));
  await room.room.begin?.();
  healthSeriesId = await room.bring();
  const input = { healthSeriesId, exposures: [{ quantity: 'PM25', siteId: 'hill' }] };
  found = await room.field(documents.ask, { input });
});
afterAll(() => room.close());

const publish = (input: object = {}, caller = owner) =>
  room.field(
    documents.publish,
    { input: { runId: found.id, siteId: 'hill', title: ' Deaths and smoke ', note: 'Ours', ...input } },
    caller,
  );
const sitesOf = async (...ids: string[]) =>
  room.field(documents.sites, { sites: ids.map((id) => ({ __typename: 'Site', id })) }, stranger);

describe('a published association', () => {
  it('is what was found, for everybody, at its site, with who shows it, and tells not which series it was', async () => {
    const { published } = await publish();
    expect(published).toMatchObject({
      ...{
        organisation: 'makerere',
        title: 'Deaths and smoke',
        note: 'Ours',
        population: 'All residents',
        outcome: 'Deaths',
      },
      ...{ site: { __typename: 'Site', id: 'hill' }, publishedAt: '2026-11-23T06:00:00.000Z' },
      ...{ contentHash: found.contentHash, estimate: found.estimate, model: { id: 'time-series' } },
      exposures: [{ monitors: [{ sensor: { id: 'roof' } }] }],
    });
    const [hill, valley] = await sitesOf('hill', 'valley');
    expect(hill).toEqual({ id: 'hill', healthAssociations: [published] });
    expect(valley).toEqual({ id: 'valley', healthAssociations: [] });
    const told = JSON.stringify(hill);
    for (const whose of [healthSeriesId, found.id, 'olga', 'ada']) expect(told).not.toContain(whose);
    for (const field of ['healthSeries { id }', 'organisationId', 'specification']) {
      const document = `query($sites: [_Any!]!) { _entities(representations: $sites) { ... on Site { healthAssociations { ${field} } } } }`;
      const { errors } = await room.ask(document, { sites: [] });
      expect(errors[0].message).toMatch(/^Cannot query field/);
    }
  });

  it('is the same when it is published again, with what is said of it then', async () => {
    const before = (await publish()).published;
    room.clock.now += 60_000;
    expect((await publish({ title: 'Smoke', note: null })).published).toEqual({
      ...before,
      ...{ title: 'Smoke', note: null },
    });
    expect((await publish({ note: ' Two\nlines ' })).published).toMatchObject({
      id: before.id,
      note: 'Two\nlines',
    });
  });

  it.each<[string, object]>([
    ['runId NOT_FOUND', { runId: 'none' }],
    ['runId NOT_FOUND', { runId: '\0' }],
    ['siteId NOT_FOUND', { siteId: 'sea' }],
    ['siteId WRONG_SETTING', { siteId: 'valley' }],
    ['title WRONG_SETTING', { title: '  ' }],
    ['title WRONG_SETTING', { title: 'x'.repeat(201) }],
    ['note WRONG_SETTING', { note: 'x'.repeat(4_001) }],
    ['title WRONG_SETTING', { title: 'Smoke\0' }],
    ['title WRONG_SETTING', { title: 'Half \ud83d' }],
    ['note WRONG_SETTING', { note: 'Smoke\0' }],
  ])('is refused: %s', async (fault, input) => {
    const { problems } = await publish(input);
    expect(problems.map(({ field, code }: Record<string, string>) => `${field} ${code}`)).toEqual([fault]);
  });

  it('is published and withdrawn by OWNERs of its organisation alone, which is told', async () => {
    const { id } = (await publish()).published;
    const elsewhere = makeCaller({ organisation: 'gulu', organisationRole: 'OWNER' });
    expect(await publish({}, elsewhere)).toEqual({ problems: [{ field: 'runId', code: 'NOT_FOUND' }] });
    for (const of of [id, 'none', '\0'])
      expect(await room.field(documents.withdraw, { id: of }, elsewhere)).toEqual({
        problems: [{ field: 'id', code: 'NOT_FOUND' }],
      });
    for (const [document, variables] of [
      [documents.publish, { input: { runId: found.id, siteId: 'hill', title: 'T' } }],
      [documents.withdraw, { id }],
    ] as const)
      expect((await room.ask(document, variables)).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    expect(await room.field(documents.withdraw, { id }, owner)).toEqual({ id });
    expect((await sitesOf('hill'))[0].healthAssociations).toEqual([]);
    const uses = await usesOf(room.ground, healthSeriesId);
    expect(uses.at(-1)).toMatchObject({
      ...{ action: 'WITHDRAWN', by: 'olga', details: { siteId: 'hill', contentHash: found.contentHash } },
    });
  });

  it('is not to be had of a site that cannot be, which costs others nothing', async () => {
    await publish();
    const [nowhere, hill] = await sitesOf('\0', 'hill');
    expect([nowhere.healthAssociations, hill.healthAssociations.length]).toEqual([[], 1]);
  });

  it('stays when its series is removed', async () => {
    const [before] = await sitesOf('hill');
    await room.field(
      'mutation($id: ID!) { removeHealthSeries(input: { id: $id }) { __typename } }',
      { id: healthSeriesId },
      owner,
    );
    expect((await sitesOf('hill'))[0]).toEqual(before);
    expect(await publish()).toEqual({ problems: [{ field: 'runId', code: 'NOT_FOUND' }] });
  });
});
