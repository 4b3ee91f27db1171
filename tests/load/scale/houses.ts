import { createClient, type GraphClient, until } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { createPeople } from '../../support/people.ts';
import { makeSecret, openHouse, patient } from '../../support/placements.ts';
import { type Running, run } from '../../support/process.ts';
import { freeRoomUrls, roomNames } from '../../support/room-urls.ts';
import { openShare } from '../../support/servers.ts';

/** A platform that takes part. */
export interface Contestant {
  readonly name: string;
  /** Behind each of its figures. */
  readonly key: string;
  readonly port: number;
  readonly client: GraphClient;
  /** Its own processes, by what they serve. */
  readonly parts: ReadonlyMap<string, readonly number[]>;
  /** What begins its names on servers; its folder where it is embedded. */
  readonly place: { readonly namespace: string; readonly databaseUrl: string } | { readonly dataDir: string };
  readonly end: () => Promise<void>;
}

export const openEmbedded = async (): Promise<Contestant> => {
  const house = await openHouse('one process');
  return {
    name: 'embedded',
    key: 'embedded',
    port: Number(new URL(house.url).port),
    client: house.client,
    parts: new Map([['all', [house.rooms().pid]]]),
    place: { dataDir: house.dataDir },
    end: house.end,
  };
};

const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

/** The whole platform knows whom it may believe. */
const untilReady = (url: string): Promise<unknown> =>
  until(
    async () => (await fetch(`${url}/ready`)).status,
    (status) => status === 200,
  );

/** Every part in a process of its own, readings in as many as are wanted, on the servers that the environment names. */
export const openDistributed = async (replicas: number): Promise<Contestant> => {
  const share = await openShare();
  const port = await freePort();
  const readings: number[] = [];
  while (readings.length < replicas) readings.push(await freePort());
  const environment = {
    ...patient,
    ...share.environment,
    KAFKA_PARTITIONS: '12',
    REPLAY: 'off',
    SETUP_TOKEN: makeSecret(),
    INTERNAL_SECRET: makeSecret(),
    CURSOR_SECRET: makeSecret(),
    AUTH_SECRET: makeSecret(),
    ALERTS_SECRET: makeSecret(),
    EXPORTS_SECRET: makeSecret(),
    ACCESS_TOKEN_MINUTES: '60',
    PORT: String(port),
    ...(await freeRoomUrls()),
    READINGS_URL: readings.map(urlOf).join(),
  };
  const started: Running[] = [];
  const start = async (serve: string, more: Readonly<Record<string, string>> = {}): Promise<number> => {
    const running = await run({ ...environment, ...more, SERVE: serve });
    started.push(running);
    return running.pid;
  };
  const end = async (): Promise<void> => {
    await Promise.all(started.map((one) => one.stop()));
    await share.end();
  };
  try {
    const parts = new Map<string, readonly number[]>();
    for (const room of roomNames.filter((name) => name !== 'readings')) parts.set(room, [await start(room)]);
    parts.set(
      'readings',
      await Promise.all(readings.map((own) => start('readings', { READINGS_PORT: String(own) }))),
    );
    parts.set('gateway', [await start('gateway')]);
    await untilReady(urlOf(port));
    const { first } = createPeople({ url: urlOf(port), setupToken: environment.SETUP_TOKEN });
    const client = createClient(urlOf(port), async () => ({
      authorization: `Bearer ${(await first()).token}`,
    }));
    return {
      name: `distributed, ${replicas} of readings`,
      key: String(replicas),
      port,
      client,
      parts,
      place: {
        namespace: share.environment.NAMESPACE as string,
        databaseUrl: share.environment.DATABASE_URL as string,
      },
      async end() {
        client.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
};
