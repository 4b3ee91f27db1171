import { durationText } from '@aqmrg/platform/air-quality/duration.ts';
import type { SensorsContext } from '../context.ts';
import { statusAt } from '../domain/status.ts';
import type { Parent } from '../store/sensors.ts';
import { pageQuery, type SensorConnection } from './connections.ts';
import type { Resolvers } from './types.generated.ts';

interface ListArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const sensorsOf =
  (parent: Parent) =>
  async (
    { id }: { readonly id: string },
    args: ListArguments,
    context: SensorsContext,
  ): Promise<SensorConnection> => ({
    page: await context.load.sensorsOf.load({ parent, id, ...pageQuery('sensors', args, context) }),
    total: () => context.load.countOf.load({ parent, id }),
  });

export const entities: Pick<Resolvers, 'Sensor' | 'Site' | 'Network' | 'NearbySensor'> = {
  Sensor: {
    __resolveReference: ({ id }, { load }) => load.sensor.load(id),
    network: async ({ networkId }, _args, { load }) => {
      const network = await load.network.load(networkId);
      if (network === null) throw new Error(`The network ${networkId} is gone, though it has sensors.`);
      return network;
    },
    site: ({ siteId }, _args, { load }) => (siteId === null ? null : load.site.load(siteId)),
    reportingInterval: ({ reportingIntervalMs }) =>
      reportingIntervalMs === null ? null : durationText(reportingIntervalMs),
    status: (sensor, _args, { at }) => statusAt(sensor, at),
  },

  Site: {
    __resolveReference: ({ id }, { load }) => load.site.load(id),
    sensors: sensorsOf('site'),
  },

  Network: {
    __resolveReference: ({ id }, { load }) => load.network.load(id),
    health: ({ id }, _args, { load }) => load.health.load(id),
    sensors: sensorsOf('network'),
  },

  NearbySensor: {
    // a period may end a little ahead of now; nothing is younger than new
    ageSeconds: ({ latestAt }, _args, { at }) =>
      latestAt === null ? null : Math.max(0, Math.floor((at - latestAt) / 1000)),
  },
};
