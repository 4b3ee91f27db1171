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

/** Starts the product as a user does; resolves when it says that it is up, rejects with what it printed. */
export const run = async (environment: Readonly<Record<string, string>>): Promise<Running> => {
  const began = performance.now();
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it was up:\n${output}`));
    });
  });
  try {
    await up;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    pid: child.pid as number,
    output: () => output,
    startedInMs: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM');
      return exited(child);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited(child);
    },
    signal: (name) => {
      child.kill(name);
    },
  };
};

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
