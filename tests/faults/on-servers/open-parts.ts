import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentitySigner, identityHeader } from '@aqmrg/platform/access/internal-identity.ts';
import { service } from '@aqmrg/platform/caller.ts';
import { type Credential, createClient, type GraphClient } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { createPeople, type People } from '../../support/people.ts';
import { makeSecret, patient } from '../../support/placements.ts';
import { type Running, run } from '../../support/process.ts';
import { freeRoomUrls, urlVariable } from '../../support/room-urls.ts';
import { missingServers, openShare } from '../../support/servers.ts';

const missing = missingServers();
/** Whether the environment names no servers; and what a title says then. */
export const isWithoutServers = missing.length > 0;
export const orWhyNot = isWithoutServers ? ` (not run: ${missing.join(', ')} not set)` : '';

/** One process of a house. */
export interface Part {
  readonly url: string;
  readonly running: () => Running;
  readonly kill: () => Promise<void>;
  /** Again, where it was. */
  readonly restart: () => Promise<void>;
}

/** A house on servers, each part in a process of its own that a test may kill. */
export interface Parts extends People {
  readonly url: string;
  readonly client: GraphClient;
  /** What a gateway shows to a room, on behalf of one of our own services. */
  readonly asGateway: (room: string) => Credential;
  /** What its processes are told. */
  readonly environment: Readonly<Record<string, string>>;
  readonly auth: Part;
  readonly sensors: Part;
  readonly readings: readonly [Part, Part];
  readonly forecasts: Part;
  readonly correlations: Part;
  readonly alerts: Part;
  readonly exports: Part;
  readonly gateway: Part;
  readonly end: () => Promise<void>;
}

const startPart = async (environment: Readonly<Record<string, string>>, url: string): Promise<Part> => {
  const start = (): Promise<Running> => run(environment);
  let running = await start();
  return {
    url,
    running: () => running,
    kill: () => running.kill(),
    async restart() {
      running = await start();
    },
  };
};

/** `settings` may name other servers than the environment does. */
export const openParts = async (settings: Readonly<Record<string, string>> = {}): Promise<Parts> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-graph-'));
  const share = await openShare();
  const urlOf = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
  const [url, second] = [await urlOf(), await urlOf()];
  const places = await freeRoomUrls();
  const placeOf = (room: string): string => places[urlVariable(room)] as string;
  const readings = [placeOf('readings'), second];
  const environment = {
    DATA_DIR: dataDir,
    REPLAY: 'off',
    SETUP_TOKEN: makeSecret(),
    INTERNAL_SECRET: makeSecret(),
    AUTH_SECRET: makeSecret(),
    ALERTS_SECRET: makeSecret(),
    EXPORTS_SECRET: makeSecret(),
    CURSOR_SECRET: makeSecret(),
    ACCESS_TOKEN_MINUTES: '60',
    ...patient,
    PORT: new URL(url).port,
    ...places,
    READINGS_URL: readings.join(),
    ...share.environment,
    ...settings,
  };
  const startReadings = (at: string) =>
    startPart({ ...environment, SERVE: 'readings', READINGS_PORT: new URL(at).port }, at);
  const start = (room: string): Promise<Part> => startPart({ ...environment, SERVE: room }, placeOf(room));
  const parts = {
    auth: await start('auth'),
    sensors: await start('sensors'),
    readings: [await startReadings(readings[0] as string), await startReadings(second)],
    forecasts: await start('forecasts'),
    correlations: await start('correlations'),
    alerts: await start('alerts'),
    exports: await start('exports'),
    gateway: await startPart({ ...environment, SERVE: 'gateway' }, url),
  } as const;
  const sign = createIdentitySigner({ secret: environment.INTERNAL_SECRET, now: Date.now });
  const asGateway =
    (room: string): Credential =>
    async () => ({ [identityHeader]: sign(room, service('a test'), '127.0.0.1') });
  const people = createPeople({
    url,
    setupToken: environment.SETUP_TOKEN,
    room: { url: placeOf('auth'), credential: asGateway('auth') },
  });
  const asAdmin = async () => ({ authorization: `Bearer ${(await people.first()).token}` });
  const client = createClient(url, asAdmin);
  return {
    ...people,
    ...parts,
    url,
    client,
    asGateway,
    environment,
    async end() {
      client.close();
      await parts.gateway.running().stop();
      await Promise.all(
        [
          ...parts.readings,
          parts.exports,
          parts.alerts,
          parts.correlations,
          parts.forecasts,
          parts.sensors,
          parts.auth,
        ].map((part) => part.running().stop()),
      );
      await share.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
