import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { missingServers } from '../../support/servers.ts';

const script = fileURLToPath(new URL('../../../infra/services/with.sh', import.meta.url));
const isBeside = 'BESIDE_SERVERS';

/** Whether servers that the environment does not name may be started: not a second time where that failed. */
export const lacksServers = (): boolean =>
  missingServers().length > 0 && process.env[isBeside] === undefined && process.platform !== 'win32';

/** Starts the servers that the environment does not name, has the same run done beside them, and stops them. Resolves with its figures. */
export const benchBesideServers = async (): Promise<Record<string, number>> => {
  const child = spawn('bash', [script, process.execPath, ...process.argv.slice(1)], {
    env: { ...process.env, [isBeside]: 'yes' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`it ended with ${code} beside its servers`);
  const { figures } = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as {
    figures: Record<string, number>;
  };
  return figures;
};
