import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, isAway, openBench, timed } from './testing/bench.ts';
import { keys, whyNoS3 } from './testing/s3-server.ts';

const run = promisify(execFile);
const { start, open } = openBench();
const publicly = (port: number) => ({ publicEndpoint: `http://127.0.0.1:${port}` });
const download = { expiresInS: 60, fileName: 'air 2026.csv' };

const why = whyNoS3 === undefined ? '' : ` (not run: ${whyNoS3})`;
describe.skipIf(whyNoS3 !== undefined)(`a guarded S3${why}`, () => {
  it.each([
    { ...keys, accessKeyId: 'canary' },
    { ...keys, secretAccessKey: 'canary' },
  ])('refuses wrong keys when the store is opened, and tells nobody what they were', async (wrong) => {
    const { port } = await start();
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const { error } = await timed(open(port, { ...wrong, log }));
    expect(error).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('refuses') });
    log.error({ err: error });
    expect(lines.join()).not.toMatch(/canary|127\.0\.0\.1/);
  });

  it.each(['canary', 'redis://canary', ''])('is not looked for at %j', async (url) => {
    const ofEndpoint = await timed(open(1, { endpoint: url }));
    expect(ofEndpoint.error).toMatchObject({ code: 'BAD_INPUT', field: 'endpoint' });
    expect(String(ofEndpoint.error)).not.toContain('canary');
    const ofPublic = await timed(open(1, { publicEndpoint: url }));
    expect(ofPublic.error).toMatchObject({ code: 'BAD_INPUT', field: 'publicEndpoint' });
  });

  it('refuses a name that no bucket can have', async () => {
    const { port } = await start();
    await expect(open(port, { bucket: 'No Bucket' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  describe('behind TLS', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 's3-tls-'));
      const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=s3';
      const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem', '-out', 'cert.pem'];
      await run('openssl', [...request.split(' '), ...files], { cwd: folder });
      return () => rm(folder, { recursive: true });
    });

    it('is believed where its authority is known, and away where it is not', async () => {
      const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
      const { port } = await start(['--cert', cert, '--key', key]);
      const endpoint = `https://127.0.0.1:${port}`;
      const store = await open(port, { endpoint, ca: await readFile(cert, 'utf8') });
      await store.put('a', bodyOf('a'));
      expect(await text(await store.get('a'))).toBe('a');
      const stranger = await open(port, { endpoint });
      await expect(stranger.head('a')).rejects.toMatchObject(isAway);
    });
  });

  describe('that clients reach', () => {
    it('gives an object to who has its address, as a file to save', async () => {
      const { port } = await start();
      const store = await open(port, publicly(port));
      await store.put('exports/a.csv', bodyOf('a,b\n'));
      const answer = await fetch((await store.urlFor?.('exports/a.csv', download)) as string);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('a,b\n');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="air 2026.csv"');
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    });

    it('gives nothing for an address that was changed or has expired, and nothing that is not there', async () => {
      const { port } = await start();
      const store = await open(port, publicly(port));
      await store.put('a', bodyOf('a'));
      await store.put('b', bodyOf('secret'));
      const url = new URL((await store.urlFor?.('a', { ...download, expiresInS: 1 })) as string);
      const changed = ['X-Amz-Expires', 'X-Amz-Date', 'X-Amz-Signature', 'response-content-disposition'].map(
        (name) => {
          const other = new URL(url);
          other.searchParams.set(
            name,
            name === 'X-Amz-Expires' ? '3600' : `${other.searchParams.get(name)}0`,
          );
          return other;
        },
      );
      const elsewhere = new URL(url);
      elsewhere.pathname = elsewhere.pathname.replace(/a$/, 'b');
      for (const tried of [...changed, elsewhere]) {
        const answer = await fetch(tried);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(await answer.text()).not.toContain('secret');
      }
      expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      expect((await fetch(url)).status).toBe(403);
      expect((await fetch((await store.urlFor?.('none', download)) as string)).status).toBe(404);
    });

    it.each([
      { key: '../a', wrong: {}, field: 'key' },
      { key: 'a', wrong: { expiresInS: 0 }, field: 'expiresInS' },
      { key: 'a', wrong: { expiresInS: 3_601 }, field: 'expiresInS' },
      { key: 'a', wrong: { expiresInS: Number.NaN }, field: 'expiresInS' },
      { key: 'a', wrong: { fileName: '' }, field: 'fileName' },
      { key: 'a', wrong: { fileName: 'a"; filename*=x' }, field: 'fileName' },
      { key: 'a', wrong: { fileName: 'a\r\nset-cookie: b' }, field: 'fileName' },
    ])('makes no address for $key, $wrong', async ({ key, wrong, field }) => {
      const { port } = await start();
      const store = await open(port, publicly(port));
      const refused = { code: 'BAD_INPUT', field };
      await expect(store.urlFor?.(key, { ...download, ...wrong })).rejects.toMatchObject(refused);
    });

    it('is asked by nobody where they do not', async () => {
      const { port } = await start();
      expect(await open(port)).not.toHaveProperty('urlFor');
    });
  });
});
