import DataLoader from 'dataloader';
import type { HealthSeries } from '../domain/health/health-series.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import type { HealthSeriesStore } from './health-series.ts';
import type { PublishedAssociations } from './published-associations.ts';

/** What one request reads, each thing once and together. */
export interface Loaders {
  /** Of the caller's organisation; null where it is gone. */
  readonly healthSeries: { load(id: string): Promise<HealthSeries | null> };
  readonly publishedAt: { load(siteId: string): Promise<readonly PublishedAssociation[]> };
}

interface Ground {
  readonly series: Pick<HealthSeriesStore, 'list'>;
  readonly published: Pick<PublishedAssociations, 'atSites'>;
}

export const createLoaders = (
  { series, published }: Ground,
  { caller }: { readonly caller: { readonly organisation: string | null } },
): Loaders => ({
  healthSeries: new DataLoader<string, HealthSeries | null>(async (ids) => {
    // an organisation has few
    const there = caller.organisation === null ? [] : await series.list(caller.organisation);
    const byId = new Map(there.map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id) ?? null);
  }),
  publishedAt: new DataLoader<string, readonly PublishedAssociation[]>(
    (siteIds) => published.atSites(siteIds),
    { maxBatchSize: 500 },
  ),
});
