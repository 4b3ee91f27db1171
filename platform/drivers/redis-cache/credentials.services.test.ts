import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OwnServer } from '../testing/own-server.ts';
import { isAway, isWell, listen, longMs, openBench, timed } from './testing/bench.ts';
import { whyNoRedis } from './testing/redis-server.ts';

const run = promisify(execFile);
const { start, open } = openBench();

const why = whyNoRedis === undefined ? '' : ` (not run: ${whyNoRedis})`;
describe.skipIf(whyNoRedis !== undefined)(`a guarded Redis${why}`, () => {
  describe('with a password', () => {
    const password = 'pass:word/ß';
    const urlOf = ({ port }: OwnServer, shown: string): string =>
      `redis://:${encodeURIComponent(shown)}@127.0.0.1:${port}/3`;

    it('lets in who has it, in the database of the URL', async () => {
      const server = await start(['--requirepass', password]);
      const cache = await open(server.port, { url: urlOf(server, password) });
      await cache.set('a', 'text', longMs);
      expect(await cache.get('a')).toBe('text');
    });

    it('refuses others when the cache is opened, and tells nobody what they showed', async () => {
      const server = await start(['--requirepass', password]);
      const { lines, log } = listen();
      for (const url of [urlOf(server, 'canary'), `redis://127.0.0.1:${server.port}`]) {
        const { error } = await timed(open(server.port, { url, log }));
        expect(error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('refuses') });
        log.error({ err: error });
      }
      expect(lines.join()).not.toMatch(/canary|127\.0\.0\.1/);
    });

    it('is away to those who come back with the old one, until that is right again', async () => {
      const server = await start(['--requirepass', password]);
      const { lines, log } = listen();
      const cache = await open(server.port, { url: urlOf(server, password), log });
      await server.stop();
      const other = await start(['--requirepass', 'other'], { port: server.port });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await expect(cache.get('a')).rejects.toMatchObject(isAway);
      await other.stop();
      await server.start();
      await isWell(cache);
      expect(lines.join()).not.toContain(password);
    });
  });

  it.each(['canary', 'http://a:canary@b', 'redis://:%zz@canary', 'redis://canary:x:y'])(
    'is not looked for at %s',
    async (url) => {
      const { error } = await timed(open(1, { url }));
      expect(error).toMatchObject({ code: 'BAD_INPUT', field: 'url', cause: undefined });
      expect(String(error)).not.toContain('canary');
    },
  );

  describe('behind TLS', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'redis-tls-'));
      const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=redis';
      const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem', '-out', 'cert.pem'];
      await run('openssl', [...request.split(' '), ...files], { cwd: folder });
      return () => rm(folder, { recursive: true });
    });
    const startTls = (): Promise<OwnServer> => {
      const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
      const tls = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-auth-clients', 'no'];
      return start(tls, { isTls: true });
    };

    it('is believed where its authority is known', async () => {
      const server = await startTls();
      const ca = await readFile(join(folder, 'cert.pem'), 'utf8');
      const cache = await open(server.port, { url: `rediss://127.0.0.1:${server.port}`, ca });
      expect((await cache.count('a', longMs)).count).toBe(1);
      await server.stop();
      await expect(cache.get('a')).rejects.toMatchObject(isAway);
      await server.start();
      await isWell(cache);
    });

    it('is away where its authority is unknown, and the log says why', async () => {
      const server = await startTls();
      const { lines, log } = listen();
      const cache = await open(server.port, { url: `rediss://127.0.0.1:${server.port}`, log });
      await expect(cache.get('a')).rejects.toMatchObject(isAway);
      expect(lines.join()).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    });
  });
});
