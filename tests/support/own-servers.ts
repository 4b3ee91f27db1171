import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server that nobody else uses, started as people start it. */
export interface OwnServer {
  /** What its clients have to be told. */
  readonly environment: Readonly<Record<string, string>>;
  /** It ends; what it keeps on disk stays, and so does its port. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export const startOwnServer = async (name: 'postgres' | 'redis' | 'kafka'): Promise<OwnServer> => {
  const script = fileURLToPath(new URL(`../../infra/services/${name}.sh`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  // PostgreSQL runs as another user where this is root
  await chmod(folder, 0o755);
  const start = async (): Promise<Record<string, string>> => {
    const { stdout } = await run(script, ['start', folder]);
    return Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  };
  const stop = async (): Promise<void> => void (await run(script, ['stop', folder]));
  return {
    environment: await start(),
    stop,
    start: async () => void (await start()),
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
