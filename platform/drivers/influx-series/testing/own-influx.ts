import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The program; `infra/services/influx.sh` says where it found or put it. */
const program = process.env.INFLUX_SERVER;

/** What stands behind a title where these tests do not run. */
export const whyNotOwn = program === undefined ? ' (not run: INFLUX_SERVER is not set)' : '';

/** An InfluxDB that a test may kill, freeze, and keep from growing its files. */
export interface OwnInflux {
  readonly connection: { readonly url: string; readonly token: string; readonly org: string };
  readonly pid: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

export const startOwnInflux = async (): Promise<OwnInflux> => {
  const folder = await mkdtemp(join(tmpdir(), 'influx-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [token, org] = ['a-token-of-a-test', 'air'];
  const args = [
    ...[
      '--http-bind-address',
      `127.0.0.1:${port}`,
      '--reporting-disabled',
      '--ui-disabled',
      '--log-level',
      'error',
    ],
    ...['--bolt-path', join(folder, 'influxd.bolt'), '--engine-path', join(folder, 'engine')],
  ];
  const run = () => spawn(program as string, args, { stdio: 'ignore' });
  let child = run();

  const isUp = async (): Promise<boolean> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`${url}/health`).catch(() => undefined);
      if (answer?.ok) return true;
      await sleep(100);
    }
    return false;
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const set = { username: 'air', password: 'a-password', org, bucket: 'unused', token };
  if (!(await isUp())) throw new Error('influxd did not start.');
  const answer = await fetch(`${url}/api/v2/setup`, { method: 'POST', body: JSON.stringify(set) });
  if (!answer.ok) throw new Error(`influxd was not set up: ${answer.status}`);

  return {
    connection: { url, token, org },
    get pid() {
      return child.pid as number;
    },
    async start() {
      child = run();
      if (!(await isUp())) throw new Error('influxd did not start again.');
    },
    kill,
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
