import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { SensorsContext } from '../context.ts';
import type { Sensor, Site } from '../domain/sensor.ts';
import type { Page, PageQuery } from '../store/page.ts';

interface Connection<T> {
  readonly page: Page<T>;
  /** Asked only where the client asks. */
  readonly total: () => Promise<number>;
}
export type SensorConnection = Connection<Sensor>;
export type SiteConnection = Connection<Site>;

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const sizes = { usual: 50, largest: 500 };

export const pageQuery = (
  list: 'sensors' | 'sites',
  { first, after }: PageArguments,
  { cursors }: SensorsContext,
): PageQuery => ({
  first: pageSize(first, sizes),
  after: after === null || after === undefined ? null : cursors.decode(list, after),
});

const fieldsOf = <T extends Sensor | Site>(list: 'sensors' | 'sites') => {
  const cursorOf = (row: T, { cursors }: SensorsContext): string => cursors.encode(list, row);
  return {
    connection: {
      edges: ({ page }: Connection<T>) => [...page.items],
      nodes: ({ page }: Connection<T>) => [...page.items],
      pageInfo({ page }: Connection<T>, _args: unknown, context: SensorsContext) {
        const last = page.items.at(-1);
        return {
          hasNextPage: page.hasNextPage,
          endCursor: last === undefined ? null : cursorOf(last, context),
        };
      },
      totalCount: ({ total }: Connection<T>) => total(),
    },
    edge: {
      cursor: (row: T, _args: unknown, context: SensorsContext) => cursorOf(row, context),
      node: (row: T) => row,
    },
  };
};

const sensors = fieldsOf<Sensor>('sensors');
const sites = fieldsOf<Site>('sites');

export const connectionResolvers = {
  SensorConnection: sensors.connection,
  SensorEdge: sensors.edge,
  SiteConnection: sites.connection,
  SiteEdge: sites.edge,
};
