import { createHash } from 'node:crypto';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivePathOf } from '../../domain/archive/archive-path.ts';
import { openArchive, type TestArchive } from '../../testing/archive/open-archive.ts';
import { hourAt, replayedAt } from '../../testing/archive/readings.ts';
import { createArchiveDoor } from './archive.ts';

const name = { sensorId: 'roof-1', day: '2026-03-01', isReplayed: false };
const path = `/v1/archive/${archivePathOf(name)}`;

let archive: TestArchive;
let app: FastifyInstance;
let bytes: Buffer;
beforeAll(async () => {
  archive = await openArchive('2026-03-01T12:00:00Z');
  await archive.accept(
    ...['roof-1', 'roof-2'].map((id) => hourAt(id, '2026-03-01T10:00:00Z')),
    hourAt('roof-1', '2026-02-27T10:00:00Z'),
    replayedAt('roof-1', '2026-03-01T10:00:00Z'),
  );
  archive.goTo('2026-03-02T01:00:00Z');
  await archive.round();
  bytes = await archive.bytesOf(name);
  app = createApp(createLog('silent'));
  createArchiveDoor({ ...archive, publicUrl: 'https://air.example/' })(app, async () => ({
    caller: anonymous,
  }));
});
afterAll(async () => {
  await app.close();
  await archive.close();
});

const ask = (url: string, headers: InjectOptions['headers'] = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  app.inject({ method, url, headers });
const lines = async (url: string) => {
  const { body, headers } = await ask(url);
  const files = body
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { files, next: /<(.+)>; rel="next"/.exec(String(headers.link))?.[1] as string };
};

describe('a file of the archive', () => {
  it('is given to everybody, with its digest', async () => {
    const answer = await ask(path);
    const sha256 = createHash('sha256').update(bytes).digest();
    expect([answer.statusCode, answer.rawPayload.equals(bytes)]).toEqual([200, true]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(bytes.length),
      'cache-control': 'public, no-cache',
      'accept-ranges': 'bytes',
      etag: `"${sha256.toString('hex')}"`,
      'repr-digest': `sha-256=:${sha256.toString('base64')}:`,
      'last-modified': 'Mon, 02 Mar 2026 01:00:00 GMT',
    });
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it('is not sent again to whoever has it', async () => {
    const { etag } = (await ask(path)).headers;
    const again = await ask(path, { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect((await ask(path, { 'if-none-match': '"another"' })).statusCode).toBe(200);
    expect((await ask(path, { 'if-match': '"another"' })).statusCode).toBe(412);
  });

  it('is told of by its head', async () => {
    const { statusCode, body, headers } = await ask(path, {}, 'HEAD');
    expect([statusCode, body, headers['content-length']]).toEqual([200, '', String(bytes.length)]);
  });

  it('comes in ranges, as long as it is the same', async () => {
    const { etag } = (await ask(path)).headers;
    const part = await ask(path, { range: 'bytes=10-19', 'if-range': String(etag) });
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(part.rawPayload.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await ask(path, { range: 'bytes=10-19', 'if-range': '"another"' })).statusCode).toBe(200);
    const behind = await ask(path, { range: `bytes=${bytes.length}-` });
    expect([behind.statusCode, behind.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
  });

  it('of recorded air stands apart', async () => {
    const replayed = `/v1/archive/${archivePathOf({ ...name, isReplayed: true })}`;
    expect((await ask(replayed)).rawPayload.equals(bytes)).toBe(false);
    const other = `/v1/archive/${archivePathOf({ ...name, sensorId: 'roof-2', isReplayed: true })}`;
    expect((await ask(other)).statusCode).toBe(404);
  });

  it.each([
    '/v1/archive/records/csv.gz/locationid=roof-9/year=2026/month=03/location-roof-9-20260301.csv.gz',
    '/v1/archive/records/csv.gz/locationid=roof-1/year=2026/month=03/location-roof-2-20260301.csv.gz',
    '/v1/archive/records/csv.gz/locationid=roof-1/year=2026/month=03/',
    '/v1/archive/records/../../exports/1/a.csv',
    '/v1/archive/records/%2e%2e/%2e%2e/exports/1/a.csv',
    '/v1/archive/records/..%2f..%2fexports%2f1%2fa.csv',
    '/v1/archive/records/csv.gz/locationid=%2e%2e/year=2026/month=03/location-%2e%2e-20260301.csv.gz',
    '/v1/archive/records/%00',
    '/v1/archive/records/csv.gz/locationid=.00/year=2026/month=03/location-.00-20260301.csv.gz',
    '/v1/archive/locations/%00',
    '/v1/archive/others/csv.gz/locationid=roof-1/year=2026/month=03/location-roof-1-20260301.csv.gz',
    '/v1/archive/',
  ])('is not %s', async (url) => {
    const { statusCode, body } = await ask(url);
    expect([statusCode, JSON.parse(body).error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('is only read', async () => {
    expect((await ask(path, {}, 'POST')).statusCode).toBe(404);
  });

  it('is refused for a moment where too many are read already', async () => {
    const busy = createApp(createLog('silent'));
    createArchiveDoor({ ...archive, publicUrl: 'https://air.example', atOnce: 0 })(busy, async () => ({
      caller: anonymous,
    }));
    const { statusCode, headers } = await busy.inject(path);
    expect([statusCode, headers['retry-after']]).toEqual([429, '5']);
    await busy.close();
  });
});

describe('the list of changes', () => {
  it('is a line a file in the order of changes, and leads on', async () => {
    const { files, next } = await lines('/v1/archive/changes?limit=3');
    expect(files.map(({ change }) => change)).toEqual([1, 2, 3]);
    expect(next).toBe('/v1/archive/changes?after=3&limit=3');
    const { files: more, next: end } = await lines(next);
    expect([more.length, end]).toEqual([1, '/v1/archive/changes?after=4&limit=3']);
    expect(await lines(end)).toEqual({ files: [], next: end });
  });

  it('tells of each file where it is and what it holds', async () => {
    const { files } = await lines('/v1/archive/changes');
    expect(files.find(({ path: at }) => at === path)).toEqual({
      ...{
        change: expect.any(Number),
        key: expect.stringMatching(/^archive\/records\/.+-20260301\.r1-[0-9a-f]{16}\.csv\.gz$/),
        path,
        ...name,
      },
      ...{ revision: 1, rows: 1, bytes: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      builtAt: '2026-03-02T01:00:00.000Z',
    });
  });

  it.each([
    'after=-1',
    'after=1e3',
    'after=x',
    'after=99999999999999999999',
    'limit=0',
    'limit=10001',
    'limit=1&limit=2',
    'since=1',
  ])('is refused with %s', async (query) => {
    const { statusCode, body } = await ask(`/v1/archive/changes?${query}`);
    expect([statusCode, JSON.parse(body).error.code]).toEqual([400, 'BAD_INPUT']);
  });
});

describe('the list of a sensor', () => {
  it('is its files by day, real air unless recorded air is asked for', async () => {
    const { files, next } = await lines('/v1/archive/locations/roof-1?limit=1');
    expect(files.map(({ day }) => day)).toEqual(['2026-02-27']);
    expect((await lines(next)).files).toMatchObject([{ path }]);
    const { files: replayed } = await lines('/v1/archive/locations/roof-1?replayed=true');
    expect(replayed).toMatchObject([{ day: '2026-03-01', isReplayed: true }]);
  });

  it('is nothing of one that the archive does not know, and refuses what it cannot read', async () => {
    expect((await ask('/v1/archive/locations/roof-9')).statusCode).toBe(404);
    for (const query of ['after=2026-02-30', 'after=0000-01-01', 'after=1', 'replayed=1', 'x=1'])
      expect((await ask(`/v1/archive/locations/roof-1?${query}`)).statusCode, query).toBe(400);
  });
});

describe('what the archive says of itself', () => {
  it('names every column of its files, and addresses that lead somewhere', async () => {
    const { body, headers } = await ask('/v1/archive/README.md');
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    const columns = (await archive.textOf(name)).split('\n')[0]?.split(',') ?? [];
    expect([...body.matchAll(/^\d+\. `(\w+)`/gm)].map((match) => match[1])).toEqual(columns);
    const addresses = [...body.matchAll(/curl '(https:[^']+)'/g)].map((match) => match[1] as string);
    expect(addresses.map((address) => new URL(address).pathname)).toEqual([
      '/v1/archive/changes',
      '/v1/archive/locations/makerere',
    ]);
    expect((await ask('/v1/archive/README.md', { 'if-none-match': String(headers.etag) })).statusCode).toBe(
      304,
    );
  });
});

describe('a file that is being patched', () => {
  const other = { ...name, sensorId: 'roof-3' };
  const url = `/v1/archive/${archivePathOf(other)}`;
  const digestOf = (content: Buffer) => `"${createHash('sha256').update(content).digest('hex')}"`;

  it('is the former one, whole and in ranges, until the list tells of the new one', async () => {
    await archive.accept(hourAt('roof-3', '2026-03-01T10:00:00Z'));
    archive.goTo('2026-03-02T03:00:00Z');
    await archive.round();
    const before = await ask(url);
    await archive.accept(...[12, 13, 14].map((hour) => hourAt('roof-3', `2026-03-01T${hour}:00:00Z`)));
    archive.goTo('2026-03-02T04:00:00Z');
    const killed = () => Promise.reject(new Error('killed'));
    await expect(archive.round({ days: { finish: killed } })).rejects.toThrow('killed');

    const { etag } = before.headers;
    const during = await ask(url);
    expect([during.headers.etag, digestOf(during.rawPayload)]).toEqual([etag, etag]);
    const rest = await ask(url, { range: 'bytes=50-', 'if-range': String(etag) });
    expect(rest.rawPayload.equals(before.rawPayload.subarray(50))).toBe(true);

    await archive.round();
    const after = await ask(url, { range: 'bytes=50-', 'if-range': String(etag) });
    expect([after.statusCode, after.headers.etag]).toEqual([200, digestOf(after.rawPayload)]);
    expect(after.headers.etag).not.toBe(etag);
  });
});
