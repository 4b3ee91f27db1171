import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PublishedAssociation } from '../domain/published.ts';
import { asked } from '../testing/runs.ts';
import { openPublishedAssociations, type PublishedAssociations } from './published-associations.ts';

let database: Database;
let published: PublishedAssociations;
beforeAll(async () => {
  database = await lendDatabase();
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
const tell = async () => undefined;
const publish = async (changes: Partial<PublishedAssociation> = {}, most = 1_000) =>
  (await published.publish(
    {
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
    },
    { most, tell },
  )) as PublishedAssociation;

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
  });

  it('are as many as an organisation may show, also where several are published at once', async () => {
    const shown = await Promise.all(['a', 'b', 'c'].map((contentHash) => publish({ contentHash }, 2)));
    expect(shown.filter((one) => one !== null)).toHaveLength(2);
    expect(await publish({ contentHash: 'd', organisationId: 'org-b' }, 2)).not.toBeNull();
  });

  it('are the same when they are published again, with what is said of them then', async () => {
    const { id } = await publish();
    const again = await publish({ title: 'U', note: 'N', publishedAt: 9_000 });
    expect(again).toMatchObject({ id, title: 'U', note: 'N', publishedAt: 1_000 });
    expect((await published.atSites(['centre']))[0]).toHaveLength(1);
  });

  it('are found by their organisation, or by whoever may see all, and withdrawn once', async () => {
    const { id } = await publish();
    expect(await published.find(id, 'org-b')).toBeNull();
    expect(await published.find(id)).toMatchObject({ id });
    expect(await published.find(id, 'org-a')).toMatchObject({ id });
    await published.withdraw(id);
    await published.withdraw(id);
    expect(await published.atSites(['centre'])).toEqual([[]]);
  });
});
