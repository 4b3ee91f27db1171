import { spawnSync } from 'node:child_process';
import { type OwnServer, startOwnServer } from '../../testing/own-server.ts';

/** `infra/services/redis.sh` says in REDIS_SERVER where it found or put the program. */
const program = process.env.REDIS_SERVER ?? 'redis-server';

const findWhyNot = (): string | undefined => {
  if (process.env.REDIS_URL === undefined) return 'REDIS_URL is not set';
  return spawnSync(program, ['--version']).status === 0 ? undefined : 'there is no redis-server here';
};

/** Undefined where a test can start servers of its own. */
export const whyNoRedis = findWhyNot();

/** It forgets all when it is stopped. */
export const startRedis = (
  more: readonly string[] = [],
  { isTls = false, port }: { readonly isTls?: boolean; readonly port?: number } = {},
): Promise<OwnServer> =>
  startOwnServer({
    port,
    commandFor({ port, folder }) {
      const ports = isTls ? ['--port', '0', '--tls-port'] : ['--port'];
      const place = ['--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
      return [program, ...ports, String(port), ...place, ...more];
    },
  });
