import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** What names the servers of the distributed profile. */
const wanted = [
  'DATABASE_URL',
  'REDIS_URL',
  'KAFKA_BROKERS',
  'INFLUX_URL',
  'INFLUX_TOKEN',
  'S3_ENDPOINT',
] as const;
/** What goes with them, where it is set. */
const beside = ['INFLUX_ORG', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** Which of them the environment does not name. */
export const missingServers = (): readonly string[] => wanted.filter((name) => !process.env[name]);

/** A part of every server for one house. */
export interface Share {
  /** What its processes have to be told. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes its database away; what lies elsewhere goes with the servers. */
  readonly end: () => Promise<void>;
}

const given = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

const again = async (work: () => Promise<void>, tries = 20): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (tries <= 1) throw error;
    await setTimeout(250);
    await again(work, tries - 1);
  }
};

/** A database of its own, and names of its own on the other servers. */
export const openShare = async (): Promise<Share> => {
  const name = `t${randomBytes(5).toString('hex')}`;
  const url = process.env.DATABASE_URL as string;
  const asOwner = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asOwner(`CREATE DATABASE ${name}`);
  const database = new URL(url);
  database.pathname = name;
  return {
    environment: {
      ...given([...wanted, ...beside]),
      PROFILE: 'distributed',
      NAMESPACE: name,
      DATABASE_URL: database.href,
      KAFKA_PARTITIONS: '3',
    },
    // the server's own cleaning may be at work in it, which no owner can end
    end: () => again(() => asOwner(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
};
