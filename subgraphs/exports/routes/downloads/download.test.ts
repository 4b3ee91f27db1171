import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { get as getHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openFolderObjectStore } from '@aqmrg/platform/drivers/folder-object-store.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLinks } from '../../actions/links/links.ts';
import { type ExportedFile, type ExportJob, keyOf } from '../../domain/export-job.ts';
import { makeJob, noon } from '../../testing/jobs.ts';
import { createDownloadDoor } from './download.ts';

const text = 'sensor_id,value\na-sensor,12.5\n';
const big = Buffer.alloc(20_000_000, 'a line of a large file\n');
const exportId = 'e1e1e1e1-0000';

const fileOf = (name: string, bytes: Buffer | string, mediaType = 'text/csv'): ExportedFile => ({
  ...{ name, mediaType, bytes: Buffer.byteLength(bytes), rows: 1 },
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const files = [
  fileOf('readings.csv', text),
  fileOf('big.csv.gz', big, 'application/gzip'),
  fileOf('lost.csv', 'lost'),
  fileOf('empty.csv', ''),
  fileOf('link.csv', 'what lies elsewhere'),
];
const job = makeJob({ id: exportId, files });

let folder: string;
let store: ObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downloads-'));
  store = await openFolderObjectStore({ folder });
  await store.put(keyOf(exportId, 'readings.csv'), Readable.from([text]));
  await store.put(keyOf(exportId, 'big.csv.gz'), Readable.from([big]));
  await store.put(keyOf(exportId, 'empty.csv'), Readable.from([]));
  await store.put('exports/e2/secret.csv', Readable.from(['another’s']));
  await writeFile(join(folder, 'elsewhere.csv'), 'what lies elsewhere');
  await mkdir(join(folder, 'objects/exports', exportId), { recursive: true });
  await symlink(join(folder, 'elsewhere.csv'), join(folder, 'objects', keyOf(exportId, 'link.csv')));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const person = (id: string): Caller => ({ ...anonymous, kind: 'user', id, role: 'AUTHENTICATED' });

const openDoor = ({
  found = job as ExportJob | null,
  objectStore = store as Pick<ObjectStore, 'get' | 'urlFor'>,
  atOnce = 200,
} = {}) => {
  const clock = { now: noon };
  const now = () => clock.now;
  const links = createLinks({ secret: 'for tests only', publicUrl: '', now });
  const asked: string[] = [];
  const app = createApp(createLog('silent'));
  const findExport = async (id: string) => {
    asked.push(id);
    return found;
  };
  createDownloadDoor({ links, findExport, objectStore, now, atOnce })(app, async ({ headers }) => {
    const { authorization } = headers;
    if (authorization === undefined) return { caller: anonymous };
    if (authorization === 'Bearer wrong') throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
    return { caller: person(authorization.replace('Bearer ', '')) };
  });
  const urlOf = (name: string) => links.urlOf(exportId, name, 'ada').url;
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
  const errorOf = async (...sent: Parameters<typeof get>) => {
    const { statusCode, ...answer } = await get(...sent);
    return [statusCode, answer.json().error.code, answer.json().error.message];
  };
  return { app, clock, urlOf, get, errorOf, asked };
};

describe('GET /v1/exports/:id/:file', () => {
  let door: ReturnType<typeof openDoor>;
  beforeAll(() => {
    door = openDoor();
  });
  const urlOf = (name: string) => door.urlOf(name);
  const get = (...sent: Parameters<typeof door.get>) => door.get(...sent);
  const url = createLinks({ secret: 'for tests only', publicUrl: '', now: () => noon }).urlOf(
    exportId,
    'readings.csv',
    'ada',
  ).url;
  const etag = `"${files[0]?.sha256}"`;

  it('gives the file, and says what it is', async () => {
    const { statusCode, body, headers } = await get(url);
    expect([statusCode, body]).toEqual([200, text]);
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': String(text.length),
      'content-disposition': 'attachment; filename="readings.csv"',
      'repr-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
      ...{ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' },
      'x-content-type-options': 'nosniff',
    });
    expect((await get(urlOf('empty.csv'))).body).toBe('');
  });

  it('says the same to HEAD, whatever the range', async () => {
    const whole = await get(url);
    const head = await door.app.inject({ method: 'HEAD', url, headers: { range: 'bytes=0-3' } });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    const { date: _date, 'x-request-id': _id, connection: _c, ...said } = whole.headers;
    expect(head.headers).toMatchObject(said);
  });

  it('gives a part, so that a download can be gone on with', async () => {
    const part = async (range: string, more: Record<string, string> = {}) => {
      const { statusCode, body, headers } = await get(url, { range, ...more });
      return [statusCode, body, headers['content-range'], headers['content-length']];
    };
    const last = text.length - 1;
    expect(await part('bytes=0-5')).toEqual([206, 'sensor', `bytes 0-5/${text.length}`, '6']);
    expect(await part('bytes=-5')).toEqual([206, '12.5\n', `bytes ${last - 4}-${last}/${text.length}`, '5']);
    expect((await part(`bytes=${last}-`, { 'if-range': etag })).slice(0, 2)).toEqual([206, '\n']);
    for (const other of ['"another"', `W/${etag}`, 'Sun, 01 Mar 2026 12:00:00 GMT'])
      expect((await part('bytes=0-5', { 'if-range': other })).slice(0, 2)).toEqual([200, text]);
    expect((await part('bytes=0-1,3-4')).slice(0, 2)).toEqual([200, text]);
  });

  it('says how long it is where a range lies behind its end', async () => {
    const { statusCode, headers, ...answer } = await get(url, { range: `bytes=${text.length}-` });
    expect([statusCode, answer.json().error.code]).toEqual([416, 'RANGE_NOT_SATISFIABLE']);
    expect(headers['content-range']).toBe(`bytes */${text.length}`);
    expect((await get(urlOf('empty.csv'), { range: 'bytes=0-' })).statusCode).toBe(416);
  });

  it('is not sent again to whoever has it, nor to whoever wants another', async () => {
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { statusCode, headers, body } = await get(url, { 'if-none-match': given });
      expect([statusCode, headers.etag, body]).toEqual([304, etag, '']);
    }
    expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    expect((await get(url, { 'if-match': etag })).statusCode).toBe(200);
    for (const given of ['"other"', `W/${etag}`])
      expect((await get(url, { 'if-match': given })).statusCode).toBe(412);
  });
});

describe('an address', () => {
  it('is enough by itself, and with the token of whose it is', async () => {
    const { urlOf, get } = openDoor();
    expect((await get(urlOf('readings.csv'))).statusCode).toBe(200);
    expect((await get(urlOf('readings.csv'), { authorization: 'Bearer ada' })).statusCode).toBe(200);
  });

  it('is nothing beside the token of another, or one that is no good', async () => {
    const { urlOf, errorOf, asked } = openDoor();
    const url = urlOf('readings.csv');
    expect((await errorOf(url, { authorization: 'Bearer ben' })).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
    expect((await errorOf(url, { authorization: 'Bearer wrong' }))[0]).toBe(401);
    expect(asked).toEqual([]);
  });

  it('that was changed is refused without a word of what is wrong, and nothing is looked up', async () => {
    const { urlOf, errorOf, asked } = openDoor();
    const url = urlOf('readings.csv');
    const changed = [
      url.replace('readings.csv', 'big.csv.gz'),
      url.replace(exportId, 'e2'),
      url.replace('readings.csv', '..%2F..%2Fe2%2Fsecret.csv'),
      url.replace('readings.csv', '%2e%2e%2fe2%2fsecret.csv'),
      url.replace('readings.csv', 'readings.csv%00.gz'),
      url.replace('readings.csv', 'readings.csv%00'),
      url.replace('readings.csv', '%2Fetc%2Fpasswd'),
      url.replace(/until=\d+/, `until=${noon + 99_999_999}`),
      url.replace(/for=[\w-]{22}/, 'for=AAAAAAAAAAAAAAAAAAAAAA'),
      url.replace(/signature=./, 'signature=_'),
      url.replace(/signature=.*/, ''),
      `${url}&until=${noon}`,
      url.replace(/\?.*/, ''),
    ];
    const refusals = await Promise.all(changed.map((one) => errorOf(one)));
    const expected = [403, 'FORBIDDEN', 'This address is not valid for you: take it from the export itself.'];
    expect(refusals).toEqual(changed.map(() => expected));
    expect(asked).toEqual([]);
  });

  it('that has steps in it leads nowhere', async () => {
    const { urlOf, get } = openDoor();
    const url = urlOf('readings.csv');
    for (const steps of ['../e2/secret.csv', 'a/../../e2/secret.csv', '%', `${'x'.repeat(300)}.csv`]) {
      const { statusCode, body } = await get(url.replace('readings.csv', steps));
      expect([400, 403, 404], steps).toContain(statusCode);
      expect(body).not.toContain('another');
    }
  });

  it('that is more than an hour old says where to get a new one', async () => {
    const { urlOf, errorOf, clock } = openDoor();
    const url = urlOf('readings.csv');
    clock.now += 3_600_000;
    const [status, code, message] = await errorOf(url);
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
    expect(message).toMatch(/good until 2026-03-01T13:00:00.000Z: ask the export for its files again/);
  });

  it('leads to what the export lists, and to nothing else that lies there', async () => {
    const { urlOf, errorOf } = openDoor({ found: makeJob({ files: files.slice(1) }) });
    expect((await errorOf(urlOf('readings.csv'))).slice(0, 2)).toEqual([404, 'NOT_FOUND']);
    // no link is followed out of the store
    expect((await errorOf(urlOf('link.csv'))).slice(0, 2)).toEqual([410, 'GONE']);
  });

  it.each<[string, ExportJob | null, number, RegExp]>([
    ['is known no longer', null, 404, /no such export/],
    ['was cancelled', makeJob({ files, status: 'CANCELLED' }), 410, /was cancelled/],
    ['has expired', makeJob({ files, status: 'EXPIRED' }), 410, /has expired/],
    ['is over, and not yet cleared away', makeJob({ files, expiresAt: noon }), 410, /has expired/],
    ['runs', makeJob({ files, status: 'RUNNING', expiresAt: null }), 404, /no such file/],
    ['failed', makeJob({ files, status: 'FAILED', expiresAt: null }), 404, /no such file/],
  ])('of an export that %s says so', async (_what, found, status, words) => {
    const { urlOf, errorOf } = openDoor({ found });
    const [answered, , message] = await errorOf(urlOf('readings.csv'));
    expect(answered).toBe(status);
    expect(message).toMatch(words);
  });

  it('of a file that the store lost says so', async () => {
    const { urlOf, errorOf } = openDoor();
    expect((await errorOf(urlOf('lost.csv'))).slice(0, 2)).toEqual([410, 'GONE']);
  });

  it('leads on to the store where clients reach it', async () => {
    const wishes: unknown[] = [];
    const urlFor = async (key: string, download: object) => {
      wishes.push([key, download]);
      return 'https://store.example/signed';
    };
    const { urlOf, get, app, clock } = openDoor({ objectStore: { get: store.get, urlFor } });
    const url = urlOf('readings.csv');
    clock.now += 3_000_000;
    const { statusCode, headers } = await get(url, { range: 'bytes=0-1' });
    expect([statusCode, headers.location]).toEqual([302, 'https://store.example/signed']);
    const fileName = 'readings.csv';
    expect(wishes).toEqual([[keyOf(exportId, 'readings.csv'), { expiresInS: 600, fileName }]]);
    expect((await app.inject({ method: 'HEAD', url })).statusCode).toBe(200);
  });
});

describe('a large file', () => {
  const listen = async (atOnce: number) => {
    const opened: Readable[] = [];
    const objectStore = {
      async get(...args: Parameters<ObjectStore['get']>) {
        const stream = await store.get(...args);
        opened.push(stream);
        return stream;
      },
    };
    const door = openDoor({ objectStore, atOnce });
    await door.app.listen({ port: 0, host: '127.0.0.1' });
    const origin = `http://127.0.0.1:${(door.app.server.address() as AddressInfo).port}`;
    return { ...door, opened, url: `${origin}${door.urlOf('big.csv.gz')}` };
  };

  it('is read no faster than its client reads, and no further once the client has left', async () => {
    const { app, url, opened } = await listen(1);
    const request = getHttp(url);
    const [response] = await once(request, 'response');
    await once(response, 'readable');
    const [stream] = opened;
    // what fits into the buffers of sockets
    await expect.poll(() => stream?.isPaused() || stream?.readableFlowing === false).toBe(true);
    expect(stream?.readableEnded).toBe(false);
    const full = await fetch(url);
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '5']);
    response.destroy();
    await expect.poll(() => stream?.destroyed).toBe(true);
    // and its place is free again
    await expect.poll(async () => (await fetch(url, { headers: { range: 'bytes=0-0' } })).status).toBe(206);
    await app.close();
  });

  it('comes whole in ranges, one behind the other', async () => {
    const { app, url } = await listen(10);
    const half = big.length / 2;
    const parts: Buffer[] = [];
    for (const range of [`bytes=0-${half - 1}`, `bytes=${half}-`])
      parts.push(Buffer.from(await (await fetch(url, { headers: { range } })).arrayBuffer()));
    expect(Buffer.concat(parts).equals(big)).toBe(true);
    await app.close();
  });
});
