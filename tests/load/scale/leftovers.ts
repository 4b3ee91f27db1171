import { InfluxDB } from '@influxdata/influxdb-client';
import { BucketsAPI } from '@influxdata/influxdb-client-apis';
import { Admin } from '@platformatic/kafka';
import pg from 'pg';

/* What a run leaves on servers: how much it is, and how to be rid of it. */

const asAdmin = async <T>(brokers: readonly string[], work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = new Admin({ clientId: 'bench', bootstrapBrokers: [...brokers] });
  return work(admin).finally(() => admin.close());
};

const topicsOf = async (admin: Admin, prefix: string): Promise<string[]> =>
  (await admin.listTopics()).filter((name) => name.startsWith(prefix));

export const forgetTopics = (brokers: readonly string[], prefix: string): Promise<void> =>
  asAdmin(brokers, async (admin) => {
    const topics = await topicsOf(admin, prefix);
    if (topics.length > 0) await admin.deleteTopics({ topics });
  });

/** Bytes on the brokers' disks, by topic, without its prefix. */
export const bytesOfTopics = (
  brokers: readonly string[],
  prefix: string,
): Promise<ReadonlyMap<string, number>> =>
  asAdmin(brokers, async (admin) => {
    const bytes = new Map<string, number>();
    const names = await topicsOf(admin, prefix);
    const { topics = new Map() } = await admin.metadata({ topics: names });
    const asked = names.map((name) => ({
      name,
      partitions: Array.from({ length: topics.get(name)?.partitionsCount ?? 0 }, (_, i) => i),
    }));
    for (const { results } of await admin.describeLogDirs({ topics: asked }))
      for (const { name, partitions } of results.flatMap((result) => result.topics)) {
        const key = name.slice(prefix.length);
        for (const { partitionSize } of partitions)
          bytes.set(key, (bytes.get(key) ?? 0) + Number(partitionSize));
      }
    return bytes;
  });

/** Those that the environment names. */
export const serversHere = (env = process.env) => ({
  brokers: (env.KAFKA_BROKERS ?? '').split(','),
  influx: { url: env.INFLUX_URL ?? '', token: env.INFLUX_TOKEN ?? '', org: env.INFLUX_ORG ?? 'air' },
});

interface Influx {
  readonly url: string;
  readonly token: string;
  readonly org: string;
}

const bucketsOf = async ({ url, token, org }: Influx, prefix: string) => {
  const api = new BucketsAPI(new InfluxDB({ url, token }));
  const { buckets = [] } = await api.getBuckets({ org, limit: 100 });
  return { api, buckets: buckets.filter(({ name }) => name.startsWith(prefix)) };
};

export const forgetBuckets = async (influx: Influx, prefix: string): Promise<void> => {
  const { api, buckets } = await bucketsOf(influx, prefix);
  for (const { id } of buckets) if (id !== undefined) await api.deleteBucketsID({ bucketID: id });
};

/** Bytes on InfluxDB's disk of all buckets together, by its own metrics: compacted files, and what stands in the write-ahead log until then. */
export const bytesOfBuckets = async (influx: Influx, prefix: string): Promise<number> => {
  const { buckets } = await bucketsOf(influx, prefix);
  const ids = new Set(buckets.map(({ id }) => id));
  const metrics = await (await fetch(`${influx.url}/metrics`)).text();
  let bytes = 0;
  for (const [, id, value] of metrics.matchAll(/^storage_shard_disk_size\{bucket="(\w+)".*\} (\S+)$/gm))
    if (ids.has(id)) bytes += Number(value);
  return bytes;
};

/** Bytes of one schema of a database, its indexes included. */
export const bytesOfSchema = async (url: string, schema: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>(
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS bytes
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r'`,
      [schema],
    );
    return Number(rows[0]?.bytes);
  } finally {
    await client.end();
  }
};
