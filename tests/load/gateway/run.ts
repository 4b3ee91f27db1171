import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/free-port.ts';
import type { Contestant } from './contestants.ts';
import { composeGraph, federation1, rooms } from './graph.ts';
import type { Job, Load } from './load.ts';
import { heard, listening, type Placement, type Running, start } from './processes.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What one gateway did in one round. */
export interface Measurement extends Load {
  readonly gateway: string;
  readonly connections: number;
  readonly identical: boolean;
  /** Of the gateway's process, each request; NaN where the system does not tell. */
  readonly cpuMs: number;
  readonly residentMb: number;
}

export interface Round {
  readonly connections: number;
  readonly seconds: number;
  readonly identical: boolean;
}

export interface Field {
  readonly measure: (contestant: Contestant, round: Round) => Promise<Measurement>;
  /** How many bodies were new to the subgraphs so far. */
  readonly executions: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

interface FieldOptions {
  readonly contestants: readonly Contestant[];
  readonly placement: Placement;
  /** Byte-cached answers, or executed each time. */
  readonly subgraphs: 'cached' | 'real';
  readonly say: (text: string) => void;
}

const openFolder = async (ports: Record<string, number>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'air-gateways-'));
  const { supergraphSdl, apiSdl } = composeGraph(ports);
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl);
  await writeFile(join(folder, 'api.graphql'), apiSdl);
  await writeFile(join(folder, 'federation1.json'), JSON.stringify(federation1(ports)));
  return folder;
};

/** Every process of the benchmark, up and warm: each gateway has answered each request rightly, several times. */
export const openField = async (options: FieldOptions): Promise<Field> => {
  const { contestants, placement, subgraphs: kind, say } = options;
  const ports: Record<string, number> = {};
  for (const { name } of rooms) ports[name] = await freePort();
  const folder = await openFolder(ports);
  const shared = { PORTS: JSON.stringify(ports), FOLDER: folder, SUBGRAPHS: kind };
  const started: Running[] = [];
  const begin = (core: number | undefined, args: readonly string[], extra = {}): Running => {
    const running = start(core, args, { ...shared, ...extra });
    started.push(running);
    return running;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((running) => running.stop()));
    await rm(folder, { recursive: true, force: true });
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  try {
    const subgraphs = begin(placement.subgraphs, [here('subgraphs.ts')]);
    await heard(subgraphs, 'the subgraphs');
    const load = begin(placement.load, [here('load.ts')]);
    await heard(load, 'the load');
    const ask = async (job: Job): Promise<Load> => {
      load.child.send(job);
      const told = await heard<{ load?: Load; failed?: string }>(load, 'the load');
      if (!told.load) throw new Error(`${job.gateway}: ${told.failed}`);
      return told.load;
    };

    const gateways = new Map<string, { readonly running: Running; readonly port: number }>();
    for (const { name, args, environment, method = 'POST', authorization } of contestants) {
      const port = await freePort();
      const running = begin(placement.gateway, args(port), { ...environment, PORT: String(port) });
      gateways.set(name, { running, port });
      await listening(running, port, name);
      await ask({ kind: 'warm', gateway: name, port, method, authorization });
      say(`${name} is up and answers rightly`);
    }

    return {
      stop,
      async executions() {
        subgraphs.child.send('executions?');
        return (await heard<{ executions: number }>(subgraphs, 'the subgraphs')).executions;
      },
      async measure({ name: gateway, method = 'POST', authorization }, round) {
        const known = gateways.get(gateway);
        if (!known) throw new Error(`${gateway} was not started`);
        const { running, port } = known;
        const before = running.cpuMs();
        const done = await ask({ kind: 'measure', gateway, port, method, authorization, ...round });
        const cpuMs = (running.cpuMs() - before) / done.answered;
        const { connections, identical } = round;
        return { ...done, gateway, connections, identical, cpuMs, residentMb: running.residentMb() };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
