import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const upWithinMs = 60_000;
const ticksPerSecond = 100;

/** Which core each part runs on; undefined where processes cannot be pinned. */
export interface Placement {
  readonly gateway: number | undefined;
  readonly load: number | undefined;
  readonly subgraphs: number | undefined;
}

/** Cores that this process may use, as Linux lists them: 0-1,4. */
const allowedCores = (): readonly number[] => {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
};

/** The gateway has a core to itself; load and subgraphs share another, or have one each where there are three. */
export const choosePlacement = (): Placement => {
  const pins = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;
  const [gateway, load, third] = pins ? allowedCores() : [];
  if (load === undefined) return { gateway: undefined, load: undefined, subgraphs: undefined };
  return { gateway, load, subgraphs: third ?? load };
};

export interface Running {
  readonly child: ChildProcess;
  /** Milliseconds of CPU so far, user and system; NaN where the system does not tell. */
  readonly cpuMs: () => number;
  readonly residentMb: () => number;
  readonly stop: () => Promise<void>;
}

const readProc = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/** Milliseconds of CPU that a process has taken so far, user and system; NaN where the system does not tell. */
export const cpuMsOf = (pid: number): number => {
  // after the name in brackets: fields 14 and 15 of proc(5), in ticks
  const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
};

/** Starts Node 24 with a script on a core. It talks to us over IPC, and what it prints goes to our standard error. */
export const start = (
  core: number | undefined,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Running => {
  const command = [process.execPath, ...args];
  const pinned = core === undefined ? command : ['taskset', '-c', String(core), ...command];
  const child = spawn(pinned[0] as string, pinned.slice(1), {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: 'true',
      ...environment,
    },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const pid = child.pid as number;
  // however this process ends, nothing of it goes on listening
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return {
    child,
    cpuMs: () => cpuMsOf(pid),
    residentMb: () => Number(/^VmRSS:\s*(\d+)/m.exec(readProc(pid, 'status'))?.[1]) / 1_024,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};

/** The next message of a process; rejects when it ends instead. */
export const heard = <T>(running: Running, what: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const { child } = running;
    const ended = (): void => reject(new Error(`${what} ended`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });

/** Resolves when something accepts connections there. */
export const listening = async (running: Running, port: number, what: string): Promise<void> => {
  const began = performance.now();
  while (performance.now() - began < upWithinMs) {
    if (running.child.exitCode !== null) throw new Error(`${what} ended before it was up`);
    const socket = connect({ port, host: '127.0.0.1' });
    const isUp = await new Promise<boolean>((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} was not up within ${upWithinMs} ms`);
};
