import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentitySigner, identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import { type Caller, service } from '@aqmrg/platform/caller.ts';
import { type Credential, createClient, type GraphClient } from './client.ts';
import { freePort } from './free-port.ts';
import { createPeople, type People } from './people.ts';
import { type Running, run, together } from './process.ts';
import { freeRoomUrls, roomNames, urlVariable } from './room-urls.ts';
import { openShare, type Share } from './servers.ts';

/** Random, as a secret is: production refuses any that stands in a repository. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** A house is asked more in a minute than any of its clients would; what is limited is tested by its own numbers. */
export const patient = Object.fromEntries(
  ['COST', 'STRANGERS_COST', 'MUTATIONS', 'SIGN_INS', 'ROWS', 'SOCKETS'].map((what) => [
    `RATE_${what}_PER_MINUTE`,
    '1000000000000',
  ]),
);

/** Other models than those that come with the code, where whoever runs the tests names them. */
const { MODELS_DIR } = process.env;

/** All in one process; the gateway alone before the subgraphs in another; or every part in a process of its own, readings in two, on servers. */
const everyPlacement = ['one process', 'gateway apart', 'on servers'] as const;
export type Placement = (typeof everyPlacement)[number];

const wishedPlacements = (names: string): readonly Placement[] =>
  names.split(',').map((name) => {
    const placement = everyPlacement.find((one) => one === name);
    if (!placement) throw new Error(`PLACEMENTS=${names}: use names of: ${everyPlacement.join(', ')}`);
    return placement;
  });
/** Those that a suite is run with: it is the same suite everywhere. `npm test` has the first, `npm run test:apart` the second, `npm run test:services` the third. */
export const placements = wishedPlacements(process.env.PLACEMENTS ?? 'one process');
/** Where the log has partitions: order holds for each sensor, and the cursors of two streams may tell one event by other places. */
export const isOnServers = placements.includes('on servers');
export const isApart = (placement: Placement): boolean => placement !== 'one process';

/** A gateway more, in a process of its own, before the same subgraphs. */
export interface Gateway {
  readonly url: string;
  readonly running: Running;
}

export interface House extends People {
  readonly url: string;
  readonly dataDir: string;
  /** What its processes share, as their environment has it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where a subgraph listens, when the gateway is apart; of several replicas the first. */
  readonly roomUrl: (room: string) => string;
  readonly client: GraphClient;
  /** The access token of its Admin, an hour long. */
  readonly admin: () => Promise<string>;
  readonly asAdmin: Credential;
  /** What a gateway shows to a room, on behalf of a caller; one of our own services by default. */
  readonly asGateway: (room: string, caller?: Caller) => Credential;
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

/** The subgraphs in processes of their own, two of readings. */
const startEach = async (environment: Readonly<Record<string, string>>, second: number): Promise<Running> =>
  together([
    await run({ ...environment, SERVE: 'auth' }),
    ...(await Promise.all([
      ...roomNames.filter((room) => room !== 'auth').map((room) => run({ ...environment, SERVE: room })),
      run({ ...environment, SERVE: 'readings', READINGS_PORT: String(second) }),
    ])),
  ]);

/** A whole platform, its data in a new folder or on servers. `apartSettings` are those of a gateway in a process of its own. */
export const openHouse = async (
  wished: Placement,
  settings: Readonly<Record<string, string>> = {},
  apartSettings: Readonly<Record<string, string>> = {},
): Promise<House> => {
  const placement = isOnServers ? 'on servers' : wished;
  const dataDir = await mkdtemp(join(tmpdir(), 'air-graph-'));
  const share: Share | undefined = placement === 'on servers' ? await openShare() : undefined;
  const [port, second] = [await freePort(), await freePort()];
  const places = await freeRoomUrls();
  const environment = {
    DATA_DIR: dataDir,
    REPLAY: 'off',
    SETUP_TOKEN: makeSecret(),
    INTERNAL_SECRET: makeSecret(),
    ACCESS_TOKEN_MINUTES: '60',
    ...patient,
    ...(MODELS_DIR ? { MODELS_DIR } : {}),
    PORT: String(port),
    ...places,
    ...(share ? { READINGS_URL: `${places.READINGS_URL},http://127.0.0.1:${second}` } : {}),
    ...(share
      ? {
          AUTH_SECRET: makeSecret(),
          ALERTS_SECRET: makeSecret(),
          EXPORTS_SECRET: makeSecret(),
          CURSOR_SECRET: makeSecret(),
          ...share.environment,
        }
      : {}),
    ...settings,
  };
  const apart = isApart(placement);
  // settings may say otherwise than what was free
  const roomUrl = (room: string): string =>
    ((environment as Readonly<Record<string, string>>)[urlVariable(room)] ?? '').split(',')[0] as string;
  const startRooms = () => {
    if (share) return startEach(environment, second);
    return run(apart ? { ...environment, SERVE: roomNames.join() } : environment);
  };
  let rooms = await startRooms();
  const startGateway = (more: Readonly<Record<string, string>> = {}) =>
    run({ ...environment, ...apartSettings, ...more, SERVE: 'gateway' });
  const gateway = apart ? await startGateway() : undefined;
  const others: Running[] = [];
  const url = `http://127.0.0.1:${port}`;
  const sign = createIdentitySigner({ secret: environment.INTERNAL_SECRET, now: Date.now });
  const asGateway =
    (room: string, caller: Caller = service('a test')): Credential =>
    async () => ({ [identityHeader]: sign(room, caller, '127.0.0.1') });
  const people = createPeople({
    url,
    setupToken: environment.SETUP_TOKEN,
    ...(apart ? { room: { url: roomUrl('auth'), credential: asGateway('auth') } } : {}),
  });
  const admin = async (): Promise<string> => (await people.first()).token;
  const asAdmin = async () => ({ authorization: `Bearer ${await admin()}` });
  const client = createClient(url, asAdmin);
  return {
    ...people,
    admin,
    asAdmin,
    asGateway,
    url,
    dataDir,
    environment,
    roomUrl,
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
      await share?.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
