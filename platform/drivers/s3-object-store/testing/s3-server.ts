import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnServer, startOwnServer } from '../../testing/own-server.ts';

/** `infra/services/s3.sh` says in S3_SERVER where it found or put the program. */
const program = process.env.S3_SERVER ?? 'versitygw';

const findWhyNot = (): string | undefined => {
  if (process.env.S3_ENDPOINT === undefined) return 'S3_ENDPOINT is not set';
  return spawnSync(program, ['--version']).status === 0 ? undefined : 'there is no versitygw here';
};

/** Undefined where a test can start servers of its own. */
export const whyNoS3 = findWhyNot();

export const keys = { accessKeyId: 'test', secretAccessKey: randomUUID() };

/** What it holds outlives `stop`. `dataFolder`: default in its own. */
export const startS3 = (
  more: readonly string[] = [],
  { dataFolder }: { readonly dataFolder?: string } = {},
): Promise<OwnServer> =>
  startOwnServer({
    env: { ROOT_ACCESS_KEY_ID: keys.accessKeyId, ROOT_SECRET_ACCESS_KEY: keys.secretAccessKey },
    commandFor({ port, folder }) {
      const [data, meta] = [dataFolder ?? join(folder, 'data'), join(folder, 'meta')];
      for (const each of [data, meta]) mkdirSync(each, { recursive: true });
      const edge = ['--port', `127.0.0.1:${port}`, '--keep-alive', '--quiet', ...more];
      return [program, ...edge, 'posix', '--sidecar', meta, data];
    },
  });
