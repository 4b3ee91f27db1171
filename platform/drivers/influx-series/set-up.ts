import { HttpError, type InfluxDB } from '@influxdata/influxdb-client';
import { type Bucket, BucketsAPI, OrgsAPI } from '@influxdata/influxdb-client-apis';
import { type BucketNames, layout } from './layout.ts';

/** Days that a bucket keeps what is in it, by the time of the reading; 0: for ever. Absent: as the bucket has it, a new one for ever. */
export interface Retention {
  /** Current rows. */
  readonly readingDays?: number;
  /** Rows that were replaced: how far back a question "as it was known then" can be answered. */
  readonly revisionDays?: number;
  /** Hourly means. */
  readonly hourDays?: number;
}

const daySeconds = 86_400;

const found = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (error instanceof HttpError && error.statusCode === 404) return undefined;
    throw error;
  });

const isConflict = (error: unknown): boolean => error instanceof HttpError && error.statusCode === 422;

/**
 * Makes the buckets that are missing, and gives those that are there the retention that is asked for. The token needs the right to do so only
 * where there is something to do. Resolves with the days that current rows are kept, 0 = for ever.
 */
export const setUp = async (
  influx: InfluxDB,
  org: string,
  names: BucketNames,
  { readingDays, revisionDays, hourDays }: Retention,
): Promise<number> => {
  const buckets = new BucketsAPI(influx);

  const find = async (name: string): Promise<Bucket | undefined> =>
    (await found(buckets.getBuckets({ org, name })))?.buckets?.[0];

  const make = async (name: string, everySeconds: number): Promise<Bucket | undefined> => {
    const orgID = (await found(new OrgsAPI(influx).getOrgs({ org })))?.orgs?.[0]?.id;
    if (orgID === undefined)
      throw new Error('InfluxDB does not know the organisation, or hides it from this token.');
    const retentionRules = [{ type: 'expire', everySeconds } as const];
    try {
      return await buckets.postBuckets({ body: { orgID, name, description: layout, retentionRules } });
    } catch (error) {
      // another process made it meanwhile
      if (isConflict(error)) return find(name);
      throw error;
    }
  };

  /** Resolves with the seconds that the bucket keeps. */
  const ensure = async (name: string, days: number | undefined): Promise<number> => {
    const bucket = (await find(name)) ?? (await make(name, (days ?? 0) * daySeconds));
    if (bucket?.id === undefined) throw new Error(`InfluxDB hides the bucket ${name}.`);
    if (bucket.description !== layout) {
      throw new Error(
        `The bucket ${name} holds ${bucket.description || 'something else'}; this version reads ${layout}.`,
      );
    }
    const kept = bucket.retentionRules[0]?.everySeconds ?? 0;
    const everySeconds = days === undefined ? kept : days * daySeconds;
    if (kept !== everySeconds) {
      const body = { retentionRules: [{ type: 'expire', everySeconds } as const] };
      await buckets.patchBucketsID({ bucketID: bucket.id, body });
    }
    return everySeconds;
  };

  const [readingSeconds] = await Promise.all([
    ensure(names.readings, readingDays),
    ensure(names.revisions, revisionDays),
    ensure(names.hours, hourDays),
    ensure(names.latest, 0),
  ]);
  return readingSeconds / daySeconds;
};
