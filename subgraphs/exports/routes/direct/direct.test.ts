import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { get as getHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { hourMs, makeProvenance, makeStored, minuteMs } from '@aqmrg/platform/ports/series.builders.ts';
import type { FilePiece } from '@aqmrg/platform/ports/series-files.ts';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aboutOf } from '../../actions/assemble/about-of.ts';
import { assembled } from '../../actions/assemble/assembled.ts';
import { pieceOf } from '../../actions/assemble/piece-of.ts';
import { clearLeftBehind } from '../../actions/direct/left-behind.ts';
import { planOf } from '../../domain/files/plan-files.ts';
import { areProblems } from '../../domain/problem.ts';
import { openDirectDoor, openSeries, type TestSeries } from '../../testing/open-direct.ts';
import { makeSensor } from '../../testing/sensors.ts';
import { readDirectQuery } from './direct-query.ts';
import { type DirectPath, directDoors } from './doors.ts';

const start = Date.parse('2026-02-01T00:00:00Z');
const now = start + 30 * 24 * hourMs;
const sensors = [
  makeSensor({ sensorId: 's1', name: '=HYPERLINK("http://evil.example")', reportingIntervalMs: minuteMs }),
  makeSensor({ sensorId: 's2', location: { latitude: 0.3, longitude: 32.5 } }),
  makeSensor({ sensorId: 'quiet' }),
];
const may = 'from=2026-02-01T00:00:00Z&to=2026-02-08T00:00:00Z';

let series: TestSeries;
beforeAll(async () => {
  series = await openSeries();
  const minutes = Array.from({ length: 2_600 }, (_, minute) =>
    makeStored({
      ...{ sensorId: 's1', value: minute % 50, periodStart: start + minute * minuteMs },
      periodEnd: start + (minute + 1) * minuteMs,
      provenance: makeProvenance({ source: '@SUM(1+1)' }),
    }),
  );
  const recorded = makeStored({
    ...{ sensorId: 's2', quantity: 'PM10', periodStart: start, periodEnd: start + hourMs },
    provenance: makeProvenance({
      replayOf: { periodStart: start - 9_000 * hourMs, periodEnd: start - 8_999 * hourMs },
    }),
  });
  await series.writer.write([...minutes, makeStored({ sensorId: 's2', periodStart: start }), recorded]);
});
afterAll(() => series.end());

const openDoor = (more: Partial<Parameters<typeof openDirectDoor>[1]> = {}) => {
  const door = openDirectDoor(series, { sensors, now, ...more });
  const get = async (path: DirectPath, query: string, headers: Record<string, string> = {}) =>
    door.app.inject({ url: `${path}?${query}`, headers });
  return { ...door, get };
};

/** The bytes of the file that an export of the same would have. */
const exported = async ({ prepare }: ReturnType<typeof openDoor>, path: DirectPath, query: string) => {
  const asked = Object.fromEntries(new URLSearchParams(query));
  const { input } = readDirectQuery(directDoors[path], asked);
  const prepared = await prepare(input, { signal: AbortSignal.timeout(9_000) });
  if (areProblems(prepared)) throw new Error(JSON.stringify(prepared));
  const { request, months } = prepared;
  const of = prepared.sensors;
  const [file] = planOf(request, { sensorIds: of.map(({ id }) => id), months }).files;
  const written = (file?.pieces ?? []).map(async (span, place) => {
    const piece = {
      sensors: of,
      span,
      path: join(series.scratch, `..`, `${Math.random()}`),
      isFirst: place === 0,
    };
    return { path: piece.path, ...(await series.files.write(pieceOf(request, piece))) };
  });
  const pieces = (async function* () {
    yield* written;
  })();
  return Buffer.concat(await assembled(request, pieces, aboutOf(prepared, 'a test')).toArray());
};

describe('GET /v1/readings.csv', () => {
  it('gives anybody the readings, and says what they are', async () => {
    const { get } = openDoor();
    const { statusCode, headers, body } = await get('/v1/readings.csv', `${may}&sensorId=s2&quantity=PM25`);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    expect(headers).toMatchObject({
      'content-disposition': 'attachment; filename="air-quality-readings.csv"',
      'cache-control': 'no-store',
    });
    expect(headers).not.toHaveProperty('x-is-replayed');
    expect(parse(body, { columns: true })).toMatchObject([
      {
        ...{ sensorId: 's2', quantity: 'PM25', value: '12.5', unit: 'MICROGRAM_PER_CUBIC_METRE' },
        ...{ periodStart: '2026-02-01T00:00:00.000Z', localPeriodStart: '2026-02-01T03:00:00.000+03:00' },
      },
    ]);
    await expect.poll(() => series.left()).toEqual([]);
  });

  it.each<[DirectPath, string]>([
    ['/v1/readings.csv', ''],
    ['/v1/readings.csv', '&compression=gzip&columns=full'],
    ['/v1/readings.csv', '&layout=wide&quantity=PM25'],
    ['/v1/readings.csv', '&every=PT15M&aggregate=MEAN&version=raw'],
    ['/v1/readings.ndjson', ''],
    ['/v1/readings.ndjson', '&compression=zstd'],
    ['/v1/readings.geojson', ''],
    ['/v1/readings.parquet', '&columns=full'],
    ['/v1/readings.aqcsv', '&quantity=PM25'],
  ])('%s%s is byte for byte what an export holds', async (path, more) => {
    const door = openDoor();
    const query = `${may}&asOf=2026-03-01T00:00:00Z${more}`.replace(
      more.includes('every') ? /&asOf=[^&]*/ : '',
      '',
    );
    const answer = await door.get(path, query);
    expect(answer.statusCode).toBe(200);
    const whole = await exported(door, path, query);
    expect(answer.rawPayload.length).toBeGreaterThan(1_000);
    expect(answer.rawPayload.equals(whole)).toBe(true);
  });

  it('says of recorded air that it is, before and in its rows', async () => {
    const { get } = openDoor();
    const { headers, body } = await get('/v1/readings.csv', `${may}&sensorId=s2&quantity=PM10`);
    expect(headers['x-is-replayed']).toBe('true');
    expect(parse(body, { columns: true })).toMatchObject(
      [{ originalPeriodStart: /^2025-/ }].map(() => ({
        originalPeriodStart: new Date(start - 9_000 * hourMs).toISOString(),
      })),
    );
  });

  it('makes a workbook as well', async () => {
    const { get } = openDoor();
    const { headers, rawPayload } = await get('/v1/readings.xlsx', `${may}&sensorId=s2&quantity=PM25`);
    expect(headers['content-disposition']).toContain('readings.xlsx');
    const [, row] = await readSheet(rawPayload, 'readings');
    expect(row).toEqual(expect.arrayContaining(['s2', 'PM25', 12.5]));
  });

  it('leaves no cell that spreadsheets run', async () => {
    const { get } = openDoor();
    const { body } = await get('/v1/readings.csv', `${may}&sensorId=s1&columns=full`);
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2_600);
    expect(rows[0]?.source).toBe("'@SUM(1+1)");
  });

  it('says the same to HEAD, without a row', async () => {
    const { app, get } = openDoor();
    const url = `/v1/readings.csv?${may}&sensorId=s2`;
    const { headers, statusCode, body } = await app.inject({ method: 'HEAD', url });
    expect([statusCode, body]).toEqual([200, '']);
    expect(headers['content-type']).toBe(
      (await get('/v1/readings.csv', `${may}&sensorId=s2`)).headers['content-type'],
    );
    expect(headers['x-is-replayed']).toBe('true');
    expect((await app.inject({ method: 'HEAD', url: '/v1/readings.csv' })).statusCode).toBe(400);
  });
});

describe('a small answer is refused', () => {
  it('with everything that is wrong with it', async () => {
    const { get } = openDoor();
    const { statusCode, ...answer } = await get('/v1/readings.csv', 'from=yesterday&quantity=SMELL&limit=5');
    const { error, problems } = answer.json();
    expect([statusCode, error.code, error.field]).toEqual([400, 'BAD_INPUT', 'query']);
    const fields = ['query', 'quantity', 'from', 'to'];
    expect(problems.map(({ field }: { field: string }) => field)).toEqual(fields);
    for (const field of fields) expect(error.message).toContain(`${field}: `);
  });

  it('where there is no such sensor, or none of its readings', async () => {
    const { get } = openDoor();
    const unknown = await get('/v1/readings.csv', `${may}&sensorId=nobody`);
    expect([unknown.statusCode, unknown.json().error.field]).toEqual([400, 'sensorId']);
    const quiet = await get('/v1/readings.csv', `${may}&sensorId=quiet`);
    expect([quiet.statusCode, quiet.json().error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('with the way to more, where it is more than is answered at once', async () => {
    const files = { write: () => Promise.reject(new Error('nothing is written')) };
    const door = openDoor({ files, mostRows: 2_000 });
    const answer = await door.app.inject(`/v1/readings.csv?${may}`);
    expect([answer.statusCode, answer.json().error]).toMatchObject([
      413,
      {
        code: 'TOO_MANY_ROWS',
        limit: 2_000,
        measured: 2_602,
        message: expect.stringContaining('requestExport'),
      },
    ]);
  });

  it('to whoever has read more than a minute has, strangers sooner', async () => {
    const { get, clock } = openDoor({ rowsPerMinute: 10_000 });
    const ask = async (headers: Record<string, string> = {}) =>
      (await get('/v1/readings.csv', `${may}&sensorId=s1&quantity=PM25`, headers)).statusCode;
    expect([await ask(), await ask()]).toEqual([429, 429]);
    const ada = { authorization: 'Bearer ada' };
    expect([await ask(ada), await ask(ada), await ask(ada), await ask(ada)]).toEqual([200, 200, 200, 429]);
    clock.now += 60_000;
    expect(await ask(ada)).toBe(200);
  });
});

describe('while it is written', () => {
  /** Writes when it is told to. */
  const heldFiles = () => {
    const begun: AbortSignal[] = [];
    const go = Promise.withResolvers<void>();
    const write = async (piece: FilePiece, signal?: AbortSignal) => {
      if (signal) begun.push(signal);
      const stopped = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
      await Promise.race([go.promise, stopped]);
      return series.files.write(piece, signal);
    };
    return { begun, go: () => go.resolve(), write };
  };
  const listen = async (door: ReturnType<typeof openDoor>) => {
    await door.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = door.app.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1/readings.csv?${may}&sensorId=s1`;
  };

  it('others wait their turn elsewhere', async () => {
    const files = heldFiles();
    const door = openDoor({ files, atOnce: 1 });
    const url = await listen(door);
    const first = fetch(url);
    await expect.poll(() => files.begun.length).toBe(1);
    const second = await fetch(url);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '2']);
    files.go();
    expect((await (await first).text()).split('\n')).toHaveLength(2_602);
    await expect.poll(async () => (await fetch(url, { method: 'HEAD' })).status).toBe(200);
    await door.app.close();
  });

  it('it ends when its client leaves, and nothing of it is left', async () => {
    const files = heldFiles();
    const door = openDoor({ files, atOnce: 1 });
    const url = await listen(door);
    const request = getHttp(url).on('error', () => undefined);
    await expect.poll(() => files.begun.length).toBe(1);
    request.destroy();
    await expect.poll(() => files.begun[0]?.aborted).toBe(true);
    await expect.poll(() => series.left()).toEqual([]);
    await door.app.close();
  });

  it('it ends when its client leaves in its midst', async () => {
    let pieces = 0;
    const write = async (piece: FilePiece, signal?: AbortSignal) => {
      pieces += 1;
      if (pieces > 1) await once(signal as AbortSignal, 'abort').then(() => signal?.throwIfAborted());
      return series.files.write(piece, signal);
    };
    const door = openDoor({ files: { write }, atOnce: 1 });
    const request = getHttp(await listen(door));
    const [response] = await once(request, 'response');
    await once(response, 'data');
    expect(await series.left()).toHaveLength(1);
    response.destroy();
    await expect.poll(() => series.left()).toEqual([]);
    await door.app.close();
  });

  it('nobody takes all the places', async () => {
    const files = heldFiles();
    const door = openDoor({ files });
    const url = await listen(door);
    const ask = (id: string) => fetch(url, { headers: { authorization: `Bearer ${id}` } });
    const held = [ask('ada'), ask('ada')];
    await expect.poll(() => files.begun.length).toBe(2);
    expect((await ask('ada')).status).toBe(429);
    held.push(ask('ben'));
    await expect.poll(() => files.begun.length).toBe(3);
    files.go();
    for (const answer of held) expect((await (await answer).text()).split('\n')).toHaveLength(2_602);
    await door.app.close();
  });

  it('it is broken off where its end is too long in coming, and its place is free', async () => {
    let pieces = 0;
    const write = async (piece: FilePiece, signal?: AbortSignal) => {
      pieces += 1;
      if (pieces === 2) await once(signal as AbortSignal, 'abort').then(() => signal?.throwIfAborted());
      return series.files.write(piece, signal);
    };
    const door = openDoor({ files: { write }, atOnce: 1, longestMs: 50 });
    const url = await listen(door);
    const answer = await fetch(url);
    await expect(answer.text()).rejects.toThrow('terminated');
    await expect.poll(() => series.left()).toEqual([]);
    await expect.poll(async () => (await fetch(url, { method: 'HEAD' })).status).toBe(200);
    await door.app.close();
  });

  it('it is given up where the first byte is too long in coming', async () => {
    const door = openDoor({ files: heldFiles(), patienceMs: 20 });
    const { statusCode, ...answer } = await door.get('/v1/readings.csv', `${may}&sensorId=s1`);
    expect([statusCode, answer.json().error.code]).toEqual([504, 'DEADLINE_EXCEEDED']);
    await expect.poll(() => series.left()).toEqual([]);
  });

  it('a full disk is told as such, and leaves nothing behind', async () => {
    const files = { write: () => Promise.reject(new AirError('STORAGE_FULL', 'The disk is full.')) };
    const { statusCode, ...answer } = await openDoor({ files }).get('/v1/readings.csv', `${may}&sensorId=s1`);
    expect([statusCode, answer.json().error.code]).toEqual([507, 'STORAGE_FULL']);
    await expect.poll(() => series.left()).toEqual([]);
  });

  it('a fault in its midst cuts it off, so that nobody takes a part for the whole', async () => {
    let pieces = 0;
    const write = async (piece: FilePiece, signal?: AbortSignal) => {
      pieces += 1;
      if (pieces > 1) throw new AirError('STORAGE_FULL', 'The disk is full.');
      return series.files.write(piece, signal);
    };
    const door = openDoor({ files: { write } });
    const answer = await fetch(await listen(door));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    await expect.poll(() => series.left()).toEqual([]);
    await door.app.close();
  });
});

it('what a process left when it was killed is cleared away, and nothing else', async () => {
  const old = await openSeries();
  for (const name of ['direct-1', 'another']) {
    await mkdir(join(old.scratch, name), { recursive: true });
    await writeFile(join(old.scratch, name, '0'), 'rows');
  }
  await clearLeftBehind(old.scratch);
  expect(await old.left()).toEqual(['another']);
  await clearLeftBehind(join(old.scratch, 'nowhere'));
  await old.end();
});
