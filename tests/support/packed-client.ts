import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runFile = promisify(execFile);
const repository = fileURLToPath(new URL('../../', import.meta.url));
const source = join(repository, 'schema/client');
const tsc = join(repository, 'node_modules/typescript/bin/tsc');

/** A program that was started outside the repository. */
export interface Outside {
  /** Everything it printed. */
  readonly output: () => string;
  readonly end: () => Promise<void>;
}

/** A folder of somebody else, in which the client is installed from its package. */
export interface Installed {
  readonly folder: string;
  /** What the package consists of. */
  readonly files: readonly string[];
  /** Runs a module in the folder, by the given Node, with no help for TypeScript. */
  readonly run: (text: string, node?: string) => Promise<Outside>;
  /** What the compiler says of a TypeScript module there: nothing, where all is well. */
  readonly check: (text: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** The Nodes of this machine that the package is for, each version once. */
export const nodes = async (): Promise<readonly string[]> => {
  const found = new Map<string, string>();
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = await realpath(join(folder, 'node')).catch(() => undefined);
    const version = path && (await runFile(path, ['--version']).catch(() => undefined))?.stdout.trim();
    if (path && version && Number(/^v(\d+)/.exec(version)?.[1]) >= 20) found.set(version, path);
  }
  found.set(process.version, process.execPath);
  return [...found.values()];
};

const stopped = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

/** Builds the client, packs it, and installs the package in a new folder; its dependencies are those of the repository. */
export const installClient = async (): Promise<Installed> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'client-')));
  const made = join(folder, 'made');
  await mkdir(made);
  await runFile(process.execPath, [tsc, '-p', source, '--outDir', join(made, 'dist')]);
  for (const file of ['package.json', 'README.md']) await cp(join(source, file), join(made, file));
  const { stdout } = await runFile('npm', ['pack', '--json', '--pack-destination', folder], { cwd: made });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];

  const installed = join(folder, 'node_modules/@aqmrg/client');
  await mkdir(installed, { recursive: true });
  await runFile('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1']);
  await mkdir(join(folder, 'node_modules/@graphql-typed-document-node'));
  for (const name of ['graphql', 'graphql-ws', 'ws', '@graphql-typed-document-node/core']) {
    await symlink(join(repository, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');

  let count = 0;
  const write = async (text: string, extension: string): Promise<string> => {
    count += 1;
    const path = join(folder, `module-${count}.${extension}`);
    await writeFile(path, text);
    return path;
  };
  return {
    folder,
    files: (await readdir(installed, { recursive: true })).sort(),
    async run(text, node = process.execPath) {
      const child = spawn(node, [await write(text, 'js')], {
        cwd: folder,
        env: { PATH: process.env.PATH },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
      return { output: () => output, end: () => stopped(child) };
    },
    async check(text) {
      const options = '--strict --noEmit --target es2022 --lib es2022,dom --module nodenext'.split(' ');
      const path = await write(text, 'ts');
      const told = await runFile(process.execPath, [tsc, ...options, path], { cwd: folder }).catch(
        (error: { readonly stdout: string }) => error,
      );
      return told.stdout;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
