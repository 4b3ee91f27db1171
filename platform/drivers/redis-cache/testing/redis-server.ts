import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `infra/services/redis.sh` says in REDIS_SERVER where it found or put the program. */
const program = process.env.REDIS_SERVER ?? 'redis-server';

const findWhyNot = (): string | undefined => {
  if (process.env.REDIS_URL === undefined) return 'REDIS_URL is not set';
  return spawnSync(program, ['--version']).status === 0 ? undefined : 'there is no redis-server here';
};

/** Undefined where a test can start servers of its own. */
export const whyNoRedis = findWhyNot();

/** A Redis that a test may stop, freeze and flush. */
export interface OwnRedis {
  readonly port: number;
  /** As kill -9 does. */
  stop(): Promise<void>;
  /** On the same port, with nothing in it. */
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Ends it, and removes its folder. */
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/**
 * The server lives as long as its standard input: even kill -9 of this process, which closes that pipe, ends it. It says its own process id first.
 */
const guard = `exec 3<&0
"$@" </dev/null 3<&- &
server=$!
echo "pid $server"
{ cat <&3 >/dev/null; kill -KILL $server; } 2>/dev/null &
wait $server`;

interface Running {
  readonly pid: number;
  end(): Promise<void>;
}

const launch = (args: readonly string[]): Promise<Running> =>
  new Promise((resolve, reject) => {
    const shell = spawn('/bin/sh', ['-c', guard, 'sh', program, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = once(shell, 'exit');
    let said = '';
    shell.on('exit', () => {
      shell.stdin.destroy();
      reject(new Error(`Redis did not start: ${said}`));
    });
    shell.stdout.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(0, 10_000);
      const pid = Number(/pid (\d+)/.exec(said)?.[1]);
      if (!said.includes('Ready to accept connections')) return;
      const end = async (): Promise<void> => {
        shell.stdin.end();
        await ended;
      };
      resolve({ pid, end });
    });
  });

/** `portFlag`: `--tls-port` for one that speaks TLS alone. */
export const startRedis = async (
  more: readonly string[] = [],
  portFlag: '--port' | '--tls-port' = '--port',
): Promise<OwnRedis> => {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const place = ['--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const noPlain = portFlag === '--tls-port' ? ['--port', '0'] : [];
  const args = [portFlag, String(port), ...noPlain, ...place, ...more];
  let running: Running | undefined = await launch(args);
  const signal = (name: NodeJS.Signals): void => {
    if (running !== undefined) process.kill(running.pid, name);
  };
  const stop = async (): Promise<void> => {
    await running?.end();
    running = undefined;
  };
  return {
    port,
    stop,
    async start() {
      running = await launch(args);
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
