import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../../infra/services/kafka.sh', import.meta.url));

/** A broker that nobody else uses, to be stopped, killed and frozen. */
export interface OwnBroker {
  readonly brokers: readonly string[];
  /** What it holds stays, and so does its port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  remove(): Promise<void>;
}

export const startOwnBroker = async (): Promise<OwnBroker> => {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-'));
  const start = async (): Promise<string> => {
    const { stdout } = await run(script, ['start', folder]);
    return stdout.replace('KAFKA_BROKERS=', '').trim();
  };
  const stop = async (): Promise<void> => void (await run(script, ['stop', folder]));
  const brokers = (await start()).split(',');
  return {
    brokers,
    stop,
    start: async () => void (await start()),
    signal: (name) => void process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), name),
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
