import { fileURLToPath } from 'node:url';
import { guarded, hiveArgs } from '../gateway/contestants.ts';
import type { Ids } from './crowd.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export type ServerName = 'bare' | 'ours' | 'ours apart' | 'plain' | 'hive';

/** A process that sends events to clients. */
export interface ServerKind {
  readonly name: ServerName;
  /** Arguments of Node. */
  readonly args: (port: number) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Its rooms are in the process of the subgraphs, which emits the events then. */
  readonly apart?: true;
}

export const servers: readonly ServerKind[] = [
  { name: 'bare', args: () => [here('bare.ts')] },
  { name: 'ours', args: () => [here('ours.ts')], environment: { ...guarded, LINKS: 'here' } },
  {
    name: 'ours apart',
    args: () => [here('ours.ts')],
    environment: { ...guarded, LINKS: 'http' },
    apart: true,
  },
  { name: 'plain', args: () => [here('plain.ts')] },
  {
    name: 'hive',
    apart: true,
    args: hiveArgs,
    environment: {
      LOG_LEVEL: 'warn',
      // events over WebSocket, as its documentation has it; what it shares of fetches stays on, as it comes: many clients ask the same
      HIVE: JSON.stringify({
        transportEntries: {
          '*.http': { options: { subscriptions: { kind: 'ws', location: '/graphql' } } },
        },
      }),
    },
  },
];

/** Who takes part: a server, and how its clients name their subscriptions. */
export interface Contestant {
  readonly name: string;
  readonly server: ServerName;
  readonly ids: Ids;
  /** May fall behind, and even break: how far it came is what is told. */
  readonly isPeer?: true;
  /** Takes part in the first round alone. */
  readonly goesOnce?: true;
  readonly only?: 'federated';
}

export const contestants: readonly Contestant[] = [
  { name: 'bare ws', server: 'bare', ids: 'counter' },
  { name: 'ours', server: 'ours', ids: 'counter' },
  { name: 'ours with UUIDs', server: 'ours', ids: 'uuid' },
  { name: 'ours with rooms apart', server: 'ours apart', ids: 'counter', only: 'federated', goesOnce: true },
  { name: 'plain graphql-ws', server: 'plain', ids: 'counter', isPeer: true, goesOnce: true },
  { name: 'Hive Gateway', server: 'hive', ids: 'counter', isPeer: true, goesOnce: true },
];
