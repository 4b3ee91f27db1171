import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { pageSize } from '@aqmrg/platform/subgraph/page-size.ts';
import type { Checked } from '../domain/checking.ts';
import { checkSensorFilter, checkSiteFilter } from '../domain/filter.ts';
import { point } from '../domain/rules.ts';
import { pageQuery } from './connections.ts';
import type { QueryResolvers } from './types.generated.ts';

const wellFormed = <T>(filter: Checked<T>): T => {
  if (filter.ok) return filter.value;
  throw badInput(`filter.${filter.problem.field}`, filter.problem.message);
};

export const queries: QueryResolvers = {
  sensor: (_root, { id }, { load }) => load.sensor.load(id),

  async sensors(_root, args, context) {
    const filter = wellFormed(checkSensorFilter(args.filter ?? {}));
    const query = pageQuery('sensors', args, context);
    return {
      page: await context.sensors.page(filter, query, context.at),
      total: () => context.sensors.count(filter, context.at),
    };
  },

  nearest(_root, { lat, lon, quantity, first }, context) {
    const to = point({ latitude: lat, longitude: lon });
    if ('fault' in to) throw badInput(Math.abs(lat) <= 90 ? 'lon' : 'lat', to.fault);
    return context.sensors.nearest({
      to: to.fits,
      quantity: quantity ?? 'PM25',
      first: pageSize(first, { usual: 3, largest: 100 }),
    });
  },

  site: (_root, { id }, { load }) => load.site.load(id),

  async sites(_root, args, context) {
    const filter = wellFormed(checkSiteFilter(args.filter ?? {}));
    const query = pageQuery('sites', args, context);
    return {
      page: await context.places.sitePage(filter, query),
      total: () => context.places.siteCount(filter),
    };
  },

  networks: (_root, _args, { places }) => places.networks(),
};
