import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePort } from '../../support/free-port.ts';
import { heard, listening, type Placement, type Running, start } from '../gateway/processes.ts';
import { type ServerName, servers } from './contestants.ts';
import type { FeedAnswer, FeedOrder } from './feed.ts';
import { composeLive } from './graph.ts';
import type { Load, Order } from './load.ts';
import type { Memory, ProbeQuestion, Usage } from './probe.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const probe = pathToFileURL(here('probe.ts')).href;

/** A server that listens. */
export interface Up {
  readonly port: number;
  readonly usage: () => Promise<Usage>;
  readonly memory: () => Promise<Memory>;
  /** Orders events of wherever its events come from; resolves with the number of the last one. */
  readonly feed: (order: FeedOrder) => Promise<number>;
  /** It is started anew when it is needed again. */
  readonly stop: () => Promise<void>;
}

/** Every process of the benchmark. Servers are started when they are first needed, and stay. */
export interface Field {
  readonly server: (name: ServerName) => Promise<Up>;
  /** Orders the clients; rejects with what went wrong there. */
  readonly tell: (order: Order) => Promise<Load>;
  /** Milliseconds of CPU so far of the rooms that are in a process of their own. */
  readonly roomsCpuMs: () => number;
  readonly stop: () => Promise<void>;
}

const ask = async <T>(running: Running, question: object, what: string): Promise<T> => {
  const answer = heard<T>(running, what);
  running.child.send(question);
  return answer;
};

const upOf = (name: string, port: number, running: Running, feedOf: Running): Up => {
  const question = (asked: ProbeQuestion['ask']): ProbeQuestion => ({ ask: asked });
  return {
    port,
    usage: async () => (await ask<{ usage: Usage }>(running, question('usage'), name)).usage,
    memory: async () => (await ask<{ memory: Memory }>(running, question('memory'), name)).memory,
    feed: async (order) => (await ask<FeedAnswer>(feedOf, order, 'the feed')).last,
    async stop() {
      // its events would go on to whoever comes next
      if (feedOf !== running) await ask(feedOf, { pace: 0 } satisfies FeedOrder, 'the feed');
      await running.stop();
    },
  };
};

export const openField = async (placement: Placement): Promise<Field> => {
  const ports = { readings: await freePort(), sensors: await freePort() };
  const folder = await mkdtemp(join(tmpdir(), 'air-live-'));
  const { supergraphSdl, apiSdl } = composeLive(ports);
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);
  await writeFile(join(folder, 'api.graphql'), apiSdl);
  const shared = { PORTS: JSON.stringify(ports), FOLDER: folder };

  const started: Running[] = [];
  const begin = (core: number | undefined, args: readonly string[], extra = {}): Running => {
    const running = start(core, args, { ...shared, ...extra });
    running.child.setMaxListeners(0);
    started.push(running);
    return running;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  const subgraphs = begin(placement.subgraphs, [here('subgraphs.ts')]);
  await heard(subgraphs, 'the subgraphs');
  const load = begin(placement.load, [here('load.ts')]);
  await heard(load, 'the load');

  const ups = new Map<ServerName, { readonly up: Up; readonly running: Running }>();
  const bring = async (name: ServerName): Promise<Up> => {
    const kind = servers.find((one) => one.name === name);
    if (!kind) throw new Error(`no server is called ${name}`);
    const port = await freePort();
    const args = ['--expose-gc', '--import', probe, ...kind.args(port)];
    const running = begin(placement.gateway, args, { ...kind.environment, PORT: String(port) });
    await listening(running, port, name);
    const up = upOf(name, port, running, kind.apart ? subgraphs : running);
    ups.set(name, { up, running });
    return up;
  };

  return {
    async server(name) {
      const known = ups.get(name);
      const { exitCode, signalCode } = known?.running.child ?? { exitCode: 0, signalCode: null };
      return known && exitCode === null && signalCode === null ? known.up : bring(name);
    },
    roomsCpuMs: subgraphs.cpuMs,
    async tell(order) {
      const told = await ask<{ load?: Load; failed?: string }>(load, order, 'the load');
      if (!told.load) throw new Error(told.failed);
      return told.load;
    },
    async stop() {
      await Promise.all(started.map((running) => running.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
