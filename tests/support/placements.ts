import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type GraphClient } from './client.ts';
import { freePort } from './free-port.ts';
import { type Running, run } from './process.ts';

export const adminToken = 'an-admin-token-for-tests-only';

/** all in one process, or the gateway alone before the subgraphs in another. */
export const placements = ['one process', 'gateway apart'] as const;
export type Placement = (typeof placements)[number];

/** A gateway more, in a process of its own, before the same subgraphs. */
export interface Gateway {
  readonly url: string;
  readonly running: Running;
}

export interface House {
  readonly url: string;
  readonly dataDir: string;
  /** Where the subgraphs listen, when the gateway is apart. */
  readonly sensorsUrl: string;
  readonly readingsUrl: string;
  readonly client: GraphClient;
  /** The process that keeps the data. */
  readonly rooms: () => Running;
  readonly gateway: () => Running;
  /** Starts the process that keeps the data anew, after it was killed or stopped. */
  readonly restartRooms: () => Promise<Running>;
  /** Starts a gateway more before the subgraphs, when they stand apart; `end` stops it. */
  readonly openGateway: (settings?: Readonly<Record<string, string>>) => Promise<Gateway>;
  /** Stops everything and removes its data. */
  readonly end: () => Promise<void>;
}

/** A whole platform, its data in a new folder. `apartSettings` are those of a gateway in a process of its own. */
export const openHouse = async (
  placement: Placement,
  settings: Readonly<Record<string, string>> = {},
  apartSettings: Readonly<Record<string, string>> = {},
): Promise<House> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-graph-'));
  const [port, readings, sensors] = [await freePort(), await freePort(), await freePort()];
  const environment = {
    DATA_DIR: dataDir,
    REPLAY: 'off',
    ADMIN_TOKEN: adminToken,
    PORT: String(port),
    READINGS_URL: `http://127.0.0.1:${readings}`,
    SENSORS_URL: `http://127.0.0.1:${sensors}`,
    ...settings,
  };
  const apart = placement === 'gateway apart';
  const startRooms = () => run(apart ? { ...environment, SERVE: 'readings,sensors' } : environment);
  let rooms = await startRooms();
  const startGateway = (more: Readonly<Record<string, string>> = {}) =>
    run({ ...environment, ...apartSettings, ...more, SERVE: 'gateway' });
  const gateway = apart ? await startGateway() : undefined;
  const others: Running[] = [];
  const url = `http://127.0.0.1:${port}`;
  const client = createClient(url, adminToken);
  return {
    url,
    dataDir,
    sensorsUrl: environment.SENSORS_URL,
    readingsUrl: environment.READINGS_URL,
    client,
    rooms: () => rooms,
    gateway: () => gateway ?? rooms,
    async restartRooms() {
      rooms = await startRooms();
      return rooms;
    },
    async openGateway(more = {}) {
      const other = more.PORT ?? String(await freePort());
      const running = await startGateway({ ...more, PORT: other });
      others.push(running);
      return { url: `http://127.0.0.1:${other}`, running };
    },
    async end() {
      client.close();
      await Promise.all([gateway, ...others].map((one) => one?.stop()));
      await rooms.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
