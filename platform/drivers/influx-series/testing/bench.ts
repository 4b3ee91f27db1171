import { randomUUID } from 'node:crypto';
import { InfluxDB } from '@influxdata/influxdb-client';
import { AuthorizationsAPI, BucketsAPI } from '@influxdata/influxdb-client-apis';
import { type InfluxSeries, type InfluxSeriesOptions, openInfluxSeries } from '../index.ts';

const { INFLUX_URL: url = '', INFLUX_TOKEN: token = '', INFLUX_ORG: org = '' } = process.env;

/** What stands behind a title where these tests do not run. */
export const whyNot = url === '' ? ' (not run: INFLUX_URL is not set)' : '';

export interface Bench {
  readonly url: string;
  /** A prefix that no other store has. */
  newPrefix(): string;
  open(options?: Partial<InfluxSeriesOptions>): Promise<InfluxSeries>;
  api(): BucketsAPI;
  /** Reads and writes the buckets with that prefix, and nothing else. */
  tokenFor(prefix: string): Promise<string>;
  /** Takes away whatever was made. */
  clear(): Promise<void>;
}

/** Stores in the InfluxDB of the environment, which leave it as it was. */
export const openBench = (): Bench => {
  const run = `test-${randomUUID()}`;
  let stores = 0;
  const authorized: string[] = [];
  const newPrefix = () => `${run}-${++stores}`;
  const api = () => new BucketsAPI(new InfluxDB({ url, token }));
  return {
    url,
    newPrefix,
    open: (options) => openInfluxSeries({ url, token, org, prefix: newPrefix(), ...options }),
    api,
    async tokenFor(prefix) {
      const { buckets = [] } = await api().getBuckets({ org, limit: 100 });
      const mine = buckets.filter(({ name }) => name.startsWith(prefix));
      const orgID = mine[0]?.orgID ?? '';
      const permissions = mine.flatMap(({ id }) =>
        (['read', 'write'] as const).map((action) => ({
          action,
          resource: { type: 'buckets' as const, id: id ?? '', orgID },
        })),
      );
      const authorizations = new AuthorizationsAPI(new InfluxDB({ url, token }));
      const made = await authorizations.postAuthorizations({ body: { orgID, permissions } });
      authorized.push(made.id ?? '');
      return made.token ?? '';
    },
    async clear() {
      const authorizations = new AuthorizationsAPI(new InfluxDB({ url, token }));
      for (const authID of authorized) await authorizations.deleteAuthorizationsID({ authID });
      const { buckets = [] } = await api().getBuckets({ org, limit: 100 });
      for (const { id, name } of buckets) {
        if (id !== undefined && name.startsWith(run)) await api().deleteBucketsID({ bucketID: id });
      }
    },
  };
};
