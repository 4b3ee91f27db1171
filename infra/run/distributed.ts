import { ConfigError } from '@aqmrg/platform/config/read.ts';
import type { Config } from '@aqmrg/platform/config/schema.ts';
import { openKafkaEventLog } from '@aqmrg/platform/drivers/event-log-kafka/index.ts';
import { openInfluxSeries } from '@aqmrg/platform/drivers/influx-series/index.ts';
import { migratePostgres, openPostgresDatabase } from '@aqmrg/platform/drivers/postgres-database/index.ts';
import { openRedisCache } from '@aqmrg/platform/drivers/redis-cache/index.ts';
import { openS3ObjectStore } from '@aqmrg/platform/drivers/s3-object-store/index.ts';
import { openSeriesFiles } from '@aqmrg/platform/drivers/series-files/index.ts';
import type { Lifecycle } from '@aqmrg/platform/lifecycle.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { PortName } from '@aqmrg/platform/subgraph/define.ts';
import { type RoomWithTables, roomsWithTables } from '@aqmrg/prisma/room-roles.ts';
import { brokerProblems, reachBrokers } from './broker-access.ts';
import { type OpenPorts, opener, openPortsBy } from './open-ports.ts';

interface DistributedOptions {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  readonly log: Log;
  /** Ports that are going to be asked for, by whoever is served here. */
  readonly needed: ReadonlySet<PortName>;
}

const series = ['INFLUX_URL', 'INFLUX_TOKEN'] as const;
/** What has to be set for each port. */
const settingsOf = {
  database: ['DATABASE_URL'],
  eventLog: ['KAFKA_BROKERS'],
  seriesWriter: series,
  seriesReader: series,
  seriesFiles: series,
  cache: ['REDIS_URL'],
  objectStore: ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
} as const satisfies Record<PortName, readonly (keyof Config)[]>;

/** What processes of one house must hold alike, and cannot find in a folder of their own. */
const secretsOf = (config: Config): readonly (keyof Config)[] => [
  'INTERNAL_SECRET',
  'CURSOR_SECRET',
  ...(config.SERVE.includes('auth') ? (['AUTH_SECRET', 'SETUP_TOKEN'] as const) : []),
  ...(config.SERVE.includes('alerts') ? (['ALERTS_SECRET'] as const) : []),
  ...(config.SERVE.includes('exports') ? (['EXPORTS_SECRET'] as const) : []),
];

const checkSettings = (config: Config, needed: ReadonlySet<PortName>): void => {
  const wanted = [...needed].flatMap((port) => settingsOf[port]);
  const missing = [...new Set([...secretsOf(config), ...wanted])].filter(
    (name) => config[name] === undefined,
  );
  const here = config.SERVE.join(',');
  const problems = [
    ...missing.map((name) => `${name} is not set: PROFILE=distributed needs it to serve ${here}`),
    ...brokerProblems(config),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
};

const isRoomWithTables = (who: string): who is RoomWithTables =>
  (roomsWithTables as readonly string[]).includes(who);

/**
 * Everything on servers, which any number of processes share. A port is opened when it is first asked for, and closed after every room has
 * stopped. Rejects with every setting that is missing at once.
 */
export const distributedPorts = ({ config, lifecycle, log, needed }: DistributedOptions): OpenPorts => {
  checkSettings(config, needed);
  const { NAMESPACE: namespace } = config;
  const once = opener(lifecycle);
  const url = config.DATABASE_URL as string;

  let migrated: Promise<unknown> | undefined;
  const databases = new Map<string, ReturnType<typeof openDatabase>>();
  /** Each room has connections of its own, with the rights to its own schema. */
  const openDatabase = (who: string) =>
    once(`database of ${who}`, async () => {
      migrated ??= migratePostgres({ url, log });
      await migrated;
      const room = isRoomWithTables(who) ? who : undefined;
      return openPostgresDatabase({ url, room, log, maxConnections: config.DATABASE_CONNECTIONS });
    });
  const databaseOf = (who: string) => {
    const known = databases.get(who) ?? openDatabase(who);
    databases.set(who, known);
    return known();
  };

  const openSeries = once('series', () =>
    openInfluxSeries({
      url: config.INFLUX_URL as string,
      token: config.INFLUX_TOKEN as string,
      org: config.INFLUX_ORG,
      prefix: namespace,
      log,
    }),
  );
  return openPortsBy({
    database: databaseOf,
    eventLog: once('event log', () =>
      openKafkaEventLog({
        brokers: config.KAFKA_BROKERS as string[],
        namespace: `${namespace}.`,
        partitions: config.KAFKA_PARTITIONS,
        replicationFactor: config.KAFKA_REPLICATION,
        ...reachBrokers(config),
        log,
      }),
    ),
    seriesWriter: async () => (await openSeries()).writer,
    seriesReader: async () => (await openSeries()).reader,
    seriesFiles: once('files of series', async () =>
      openSeriesFiles({ reader: (await openSeries()).reader }),
    ),
    cache: once('cache', () =>
      openRedisCache({ url: config.REDIS_URL as string, prefix: `${namespace}:`, log }),
    ),
    objectStore: once('objects', () =>
      openS3ObjectStore({
        endpoint: config.S3_ENDPOINT as string,
        region: config.S3_REGION,
        bucket: config.S3_BUCKET ?? `${namespace}-objects`,
        accessKeyId: config.S3_ACCESS_KEY_ID as string,
        secretAccessKey: config.S3_SECRET_ACCESS_KEY as string,
        log,
      }),
    ),
  });
};
