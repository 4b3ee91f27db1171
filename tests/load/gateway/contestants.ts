import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Method } from './requests.ts';

/** Whether no two requests in flight are equal, or all are. */
export type Workload = 'distinct' | 'identical';

/** A gateway of the benchmark: how its process is started, and how it is asked. */
export interface Contestant {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: (port: number) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly method?: Method;
  /** What it is shown with every request. */
  readonly authorization?: string;
  /** Where it takes part; default: in both. */
  readonly workload?: Workload;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const peers = here('../peers/');
/** How Hive Gateway is started. */
export const hiveArgs = (port: number): string[] => [
  `${peers}node_modules/@graphql-hive/gateway/dist/bin.js`,
  'supergraph',
  '--config-path',
  `${peers}hive.config.js`,
  '--host',
  '127.0.0.1',
  '--port',
  String(port),
];
const hive = (options: object): Pick<Contestant, 'args' | 'environment'> => ({
  args: hiveArgs,
  environment: { LOG_LEVEL: 'warn', HIVE: JSON.stringify(options) },
});
// on by default; where no two fetches are equal, doing without takes a fifth less CPU
const fetchesNotShared = {
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
};

/** What turns every protection of ours on: who asks is judged, told to the subgraphs by signature, and counted. */
export const guarded = { ACCESS: 'on', ISSUER: 'https://air.example' } as const;
const ours = (extra: Readonly<Record<string, string>> = {}): Pick<Contestant, 'args' | 'environment'> => ({
  args: () => [here('ours.ts')],
  environment: { ...guarded, ...extra },
});

export const contestants: readonly Contestant[] = [
  { name: 'ours', ...ours() },
  { name: 'ours in Apollo Server', ...ours(), method: 'GET' },
  { name: 'ours in process', ...ours({ LINKS: 'here' }) },
  { name: 'Apollo Gateway', args: () => [here('stock.ts')] },
  { name: 'Hive Gateway', workload: 'distinct', ...hive(fetchesNotShared) },
  { name: 'Hive, fetches shared', workload: 'identical', ...hive({}) },
  {
    name: 'Hive, requests shared',
    workload: 'identical',
    ...hive({ inboundInflightRequestDeduplication: true }),
  },
  { name: 'Mercurius', args: () => [`${peers}mercurius.js`] },
  { name: 'bare Fastify', args: () => [here('bare.ts')] },
];

/** Installs the peers when they are asked for the first time: they are no part of the product. */
export const installPeers = (say: (text: string) => void): void => {
  if (existsSync(`${peers}node_modules/.package-lock.json`)) return;
  say(`installing the other makers' gateways into tests/load/peers (about a minute, 550 MB)`);
  const { status } = spawnSync('npm', ['ci'], {
    cwd: peers,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed in tests/load/peers');
};
