import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A Node process that runs `script` of this folder. */
export const startChild = (script: string, args: readonly string[]) => {
  const path = new URL(script, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'] as const,
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = createInterface(child.stdout);
  return { child, ended, lines };
};
