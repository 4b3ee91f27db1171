import { openPgliteDatabase } from '@aqmrg/platform/drivers/pglite-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PublishedAssociation } from '../domain/published.ts';
import { asked } from '../testing/runs.ts';
import { openPublishedAssociations, type PublishedAssociations } from './published-associations.ts';

let database: Database;
let published: PublishedAssociations;
beforeAll(async () => {
  database = await openPgliteDatabase({});
  published = openPublishedAssociations(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.client.publishedAssociation.deleteMany();
});

const found = {
  formula: 'deaths ~ pm25',
  asked,
  healthSeriesId: 's',
} as unknown as PublishedAssociation['found'];
const publish = (changes: Partial<PublishedAssociation> = {}) =>
  published.publish({
    ...{
      siteId: 'centre',
      organisationId: 'org-a',
      contentHash: 'h',
      title: 'T',
      note: null,
      population: null,
    },
    ...{ found, publishedById: 'ada', publishedAt: 1_000 },
    ...changes,
  });

describe('published associations', () => {
  it('are told as they were found, of each site, newest first', async () => {
    const old = await publish();
    const young = await publish({ contentHash: 'i', publishedAt: 2_000 });
    const elsewhere = await publish({ siteId: 'hill' });
    expect(await published.atSites(['hill', 'nowhere', 'centre', 'centre'])).toEqual([
      [elsewhere],
      [],
      [young, old],
      [young, old],
    ]);
    expect(old.found).toEqual(found);
  });

  it('are a hundred of a site at most', async () => {
    for (let i = 1; i <= 102; i += 1) await publish({ contentHash: `${i}`, publishedAt: i });
    await publish({ siteId: 'hill' });
    const [centre, hill] = await published.atSites(['centre', 'hill']);
    expect([centre?.length, centre?.at(-1)?.publishedAt, hill?.length]).toEqual([100, 3, 1]);
    expect(await published.count('org-a')).toBe(103);
  });

  it('are the same when they are published again, with what is said of them then', async () => {
    const { id } = await publish();
    const again = await publish({ title: 'U', note: 'N', publishedAt: 9_000 });
    expect(again).toMatchObject({ id, title: 'U', note: 'N', publishedAt: 1_000 });
    expect(await published.count('org-a')).toBe(1);
  });

  it('are withdrawn by their organisation alone', async () => {
    const { id } = await publish();
    expect([await published.find(id, 'org-b'), await published.withdraw(id, 'org-b')]).toEqual([null, false]);
    expect(await published.find(id, 'org-a')).toMatchObject({ id });
    expect([await published.withdraw(id, 'org-a'), await published.withdraw(id, 'org-a')]).toEqual([
      true,
      false,
    ]);
    expect(await published.atSites(['centre'])).toEqual([[]]);
  });
});
