// Runs a command on Node 24, whatever Node npm itself runs on: node infra/run/node24.mjs COMMAND [ARGUMENT …]
// Plain JavaScript, because the machine's own Node reads it. npm 11 links the packaged Node as node_modules/.bin/node; npm 10
// unlinks it again when it drops the packages of other platforms, so that it is looked for by its path.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const needed = 24;

const packagedNode = () => {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/package.json`);
    return join(dirname(manifest), 'bin');
  } catch {
    return undefined;
  }
};

const isNew = Number(process.versions.node.split('.')[0]) >= needed;
const folder = isNew ? dirname(process.execPath) : packagedNode();
if (folder === undefined) {
  process.stderr.write(
    `Node ${needed} is needed, and npm brings none for ${process.platform} ${process.arch}: install Node ${needed} or newer.\n`,
  );
  process.exit(1);
}

const [command, ...args] = process.argv.slice(2);
const path = `${folder}${delimiter}${process.env.PATH ?? ''}`;
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
  shell: process.platform === 'win32',
});
// a terminal signals both of us; a supervisor signals this process alone
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
