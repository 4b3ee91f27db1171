import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server that a test may stop and freeze. */
export interface OwnServer {
  readonly port: number;
  /** Gone with `remove`. */
  readonly folder: string;
  /** As kill -9 does. */
  stop(): Promise<void>;
  /** Again, on the same port. */
  start(): Promise<void>;
  /** It takes connections, and says nothing. */
  freeze(): Promise<void>;
  thaw(): void;
  remove(): Promise<void>;
}

/**
 * The server lives as long as its standard input: even kill -9 of this process, which closes that pipe, ends it. It says its own process id first.
 */
const guard = `exec 3<&0
"$@" </dev/null 3<&- >/dev/null 2>&1 &
server=$!
echo "$server"
{ cat <&3 >/dev/null; kill -KILL $server; } 2>/dev/null &
wait $server`;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  const isThere = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isThere;
};

const launch = async (command: readonly string[], options: SpawnOptions, port: number) => {
  const shell = spawn('/bin/sh', ['-c', guard, 'sh', ...command], {
    ...options,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [said] = (await once(shell.stdout, 'data')) as [Buffer];
  let hasEnded = false;
  const ended = once(shell, 'exit').then(() => {
    hasEnded = true;
  });
  const until = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (hasEnded || Date.now() > until) throw new Error(`${command[0]} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    pid: Number(said),
    async end() {
      shell.stdin.end();
      await ended;
    },
  };
};

export interface OwnServerOptions {
  /** What to run. */
  readonly commandFor: (place: { readonly port: number; readonly folder: string }) => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Default: a free one. */
  readonly port?: number | undefined;
}

export const startOwnServer = async ({
  commandFor,
  env,
  port: wanted,
}: OwnServerOptions): Promise<OwnServer> => {
  const port = wanted ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'server-'));
  const command = commandFor({ port, folder });
  const options = { cwd: folder, env: { ...process.env, ...env } };
  let running: Awaited<ReturnType<typeof launch>> | undefined = await launch(command, options, port);
  const signal = (name: NodeJS.Signals): void => {
    if (running !== undefined) process.kill(running.pid, name);
  };
  const stop = async (): Promise<void> => {
    await running?.end();
    running = undefined;
  };
  return {
    port,
    folder,
    stop,
    async start() {
      running = await launch(command, options, port);
    },
    async freeze() {
      signal('SIGSTOP');
      // which each of its threads hears in its own time
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
    thaw: () => signal('SIGCONT'),
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
