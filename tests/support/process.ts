import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(import.meta.resolve('@aqmrg/run/start.ts'));
const upWithinMs = 60_000;

export interface Running {
  readonly pid: number;
  /** Everything it printed. */
  readonly output: () => string;
  /** Milliseconds from spawn to the banner. */
  readonly startedInMs: number;
  /** Asks it to stop; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
  readonly signal: (name: NodeJS.Signals) => void;
}

const exited = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
};

/** Resolves once a child says that it is up, rejects with what it printed. `signal` reaches whatever has to hear it. */
const startOf = async (
  child: ChildProcess,
  signal: (name: NodeJS.Signals) => void,
  stopBy: NodeJS.Signals = 'SIGTERM',
): Promise<Running> => {
  const began = performance.now();
  // not before whatever it started has ended as well: they hold what it prints to
  const over = once(child, 'close');
  const end = async (name: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) signal(name);
    await over;
  };
  let output = '';
  const up = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not up within ${upWithinMs} ms:\n${output}`)),
      upWithinMs,
    );
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes('is up.\n')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it was up:\n${output}`));
    });
  });
  try {
    await up;
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    pid: child.pid as number,
    output: () => output,
    startedInMs: performance.now() - began,
    stop: async () => {
      await end(stopBy);
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
    signal,
  };
};

/** Starts the product as a user does; resolves when it says that it is up, rejects with what it printed. */
export const run = (environment: Readonly<Record<string, string>>): Promise<Running> => {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return startOf(child, (name) => void child.kill(name));
};

/** The same by a line of a shell, as a page has it: in a terminal, which signals all that it started. */
export const runLine = (
  line: string,
  { environment, cwd }: { readonly environment: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Running> => {
  const child = spawn('bash', ['-c', line], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // Ctrl-C
  return startOf(child, (name) => void process.kill(-(child.pid as number), name), 'SIGINT');
};

/** Several processes as one. */
export const together = (all: readonly [Running, ...Running[]]): Running => ({
  pid: all[0].pid,
  output: () => all.map((one) => one.output()).join(''),
  startedInMs: Math.max(...all.map(({ startedInMs }) => startedInMs)),
  stop: async () => {
    const codes = await Promise.all(all.map((one) => one.stop()));
    return codes.find((code) => code !== 0) ?? 0;
  },
  kill: async () => {
    await Promise.all(all.map((one) => one.kill()));
  },
  signal: (name) => {
    for (const one of all) one.signal(name);
  },
});

/** Starts it and resolves with the exit code and what it printed: for starts that must fail, and --help. */
export const runToEnd = async (
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { code: await exited(child), output };
};
