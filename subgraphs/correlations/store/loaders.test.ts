import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedAssociation } from '../domain/published.ts';
import { addHealthSeries } from '../testing/bare-series.ts';
import { asked } from '../testing/runs.ts';
import { openHealthSeries } from './health-series.ts';
import { createLoaders } from './loaders.ts';
import { openPublishedAssociations } from './published-associations.ts';

let database: Database;
let ids: readonly string[];
beforeAll(async () => {
  database = await lendDatabase();
  ids = [
    await addHealthSeries(database),
    await addHealthSeries(database),
    await addHealthSeries(database, 'org-b'),
  ];
});
afterAll(() => database.close());

/** What one request of an organisation reads, and how often. */
const request = (organisation: string | null) => {
  const [series, published] = [openHealthSeries(database), openPublishedAssociations(database)];
  const read: string[] = [];
  const ground = {
    series: {
      list(of: string) {
        read.push(`series of ${of}`);
        return series.list(of);
      },
    },
    published: {
      atSites(of: readonly string[]) {
        read.push(`sites ${of}`);
        return published.atSites(of);
      },
    },
  };
  return { load: createLoaders(ground, { caller: { organisation } }), read, published };
};

describe('what a request loads', () => {
  it('are the series of its organisation, read once, and no others', async () => {
    const { load, read } = request('org-a');
    const found = await Promise.all(
      [...ids, 'none', ids[0] as string].map((id) => load.healthSeries.load(id)),
    );
    expect(found.map((one) => one?.id ?? null)).toEqual([ids[0], ids[1], null, null, ids[0]]);
    expect(read).toEqual(['series of org-a']);
  });

  it('is no series for whoever belongs to no organisation', async () => {
    const { load, read } = request(null);
    expect(await load.healthSeries.load(ids[0] as string)).toBeNull();
    expect(read).toEqual([]);
  });

  it('is what was published at its sites, each by its own, read together', async () => {
    const { load, read, published } = request(null);
    const found = { formula: 'f', asked, healthSeriesId: 's' } as unknown as PublishedAssociation['found'];
    const one = await published.publish(
      {
        ...{ siteId: 'hill', organisationId: 'org-a', contentHash: 'h', title: 'T', note: null },
        ...{ population: null, found, publishedById: 'ada', publishedAt: 1_000 },
      },
      { most: 1, tell: async () => undefined },
    );
    expect(await Promise.all(['sea', 'hill', 'hill'].map((id) => load.publishedAt.load(id)))).toEqual([
      [],
      [one],
      [one],
    ]);
    expect(read).toEqual(['sites sea,hill']);
  });
});
