import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { service } from '@aqmrg/platform/caller.ts';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { openSqliteEventLog } from '@aqmrg/platform/drivers/event-log-sqlite/index.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { readingsReported } from '@aqmrg/schema/events/readings.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReport } from '../actions/report.ts';
import { hourMs, start } from '../testing/builders.ts';
import { everyRecord, openPorts, openRoom, saySensors } from '../testing/open-room.ts';
import { createBulkDoor } from './bulk.ts';

let ports: Awaited<ReturnType<typeof openPorts>>;
let room: Awaited<ReturnType<typeof openRoom>>;

beforeAll(async () => {
  ports = await openPorts();
  room = await openRoom(ports.ports);
  await saySensors(
    ports.ports.eventLog,
    { sensorId: 's1' },
    { sensorId: 'gone', retired: true },
    { sensorId: 'ours', organisation: 'ours' },
  );
});
afterAll(async () => {
  await room.stop();
  await ports.close();
});

let hour = 0;
/** Each row has an hour of its own. */
const makeRow = (fields: Record<string, unknown> = {}): Record<string, unknown> => {
  const periodStart = start - 20_000 * hourMs + hour++ * hourMs;
  return {
    ...{ sensorId: 's1', quantity: 'PM25', periodStart: new Date(periodStart).toISOString() },
    ...{ periodEnd: periodStart + hourMs, value: 12.5, unit: 'MICROGRAM_PER_CUBIC_METRE' },
    ...fields,
  };
};

interface Answer {
  readonly accepted?: number;
  readonly refused?: readonly { readonly index: number; readonly field: string; readonly code: string }[];
  readonly error?: unknown;
}

const post = async (
  body: string | Buffer,
  headers: Record<string, string> = {},
  query = '',
): Promise<{ status: number; body: Answer }> => {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/v1/readings${query}`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer device', ...headers },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json() };
};
const ndjson = { 'content-type': 'application/x-ndjson' };
const gzip = { 'content-encoding': 'gzip' };

const stored = async () =>
  (await everyRecord(ports.ports.eventLog, readingsReported)).flatMap(({ value }) => value.readings).length;

/** What is sent stores nothing and comes back with this error. */
const expectRefusal = async (
  sent: ReturnType<typeof post>,
  status: number,
  error: Record<string, unknown>,
): Promise<void> => {
  const before = await stored();
  expect(await sent).toMatchObject({ status, body: { error } });
  expect(await stored()).toBe(before);
};

describe('POST /v1/readings takes', () => {
  it('a JSON array, and stores the rows before it answers', async () => {
    const before = await stored();
    const answer = await post(JSON.stringify([makeRow(), makeRow()]));
    expect(answer).toMatchObject({ status: 200, body: { accepted: 2, refused: [] } });
    expect(await stored()).toBe(before + 2);
  });

  it('one JSON object a line, in gzip, as history', async () => {
    const lines = [makeRow(), makeRow(), makeRow()].map((row) => JSON.stringify(row));
    const answer = await post(
      gzipSync(`\n${lines.join('\r\n')}\n`),
      { ...ndjson, ...gzip },
      '?delivery=BACKFILL',
    );
    expect(answer).toMatchObject({ status: 200, body: { accepted: 3, refused: [] } });
    const last = (await everyRecord(ports.ports.eventLog, readingsReported)).at(-1);
    expect(last?.value).toMatchObject({ delivery: 'BACKFILL', reportedBy: 'key:1' });
  });

  it('nothing at all', async () => {
    expect(await post('[]')).toMatchObject({ status: 200, body: { accepted: 0, refused: [] } });
  });

  it('more than 500 readings of a sensor in several records', async () => {
    const rows = Array.from({ length: 1_201 }, () => makeRow());
    expect((await post(JSON.stringify(rows))).body.accepted).toBe(1_201);
    const sizes = (await everyRecord(ports.ports.eventLog, readingsReported)).map(
      ({ value }) => value.readings.length,
    );
    expect(sizes.slice(-3)).toEqual([500, 500, 201]);
  });

  it('the good rows and says what is wrong with the others', async () => {
    const rows = [
      makeRow(),
      makeRow({ sensorId: 'nobody' }),
      makeRow({ unit: 'PARTS_PER_BILLION' }),
      makeRow({ value: 'NaN' }),
      makeRow({ value: -999 }),
      makeRow({ periodStart: room.clock.now, periodEnd: room.clock.now + hourMs }),
      makeRow({ periodEnd: start - 30_000 * hourMs }),
      makeRow({ sensorId: 'gone' }),
      makeRow(),
    ];
    const { status, body } = await post(JSON.stringify(rows));
    expect(status).toBe(200);
    expect(body.accepted).toBe(2);
    expect(body.refused?.map(({ index, field, code }) => [index, field, code])).toEqual([
      [1, 'sensorId', 'UNKNOWN_SENSOR'],
      [2, 'unit', 'WRONG_UNIT'],
      [3, 'value', 'NOT_FINITE'],
      [4, 'value', 'MISSING_VALUE'],
      [5, 'periodEnd', 'PERIOD_IN_FUTURE'],
      [6, 'periodEnd', 'PERIOD_REVERSED'],
      [7, 'sensorId', 'RETIRED_SENSOR'],
    ]);
  });

  it('a sensor that was registered a moment ago', async () => {
    await saySensors(ports.ports.eventLog, { sensorId: 'newcomer' });
    expect((await post(JSON.stringify([makeRow({ sensorId: 'newcomer' })]))).body).toEqual({
      accepted: 1,
      refused: [],
    });
  });

  it('lines that can be read among lines that cannot', async () => {
    const lines = [
      JSON.stringify(makeRow()),
      '{"sensorId": oops}',
      '',
      JSON.stringify(makeRow({ value: -9999 })),
    ];
    const { status, body } = await post(lines.join('\n'), ndjson);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: 1,
      refused: [
        {
          index: 1,
          code: 'MALFORMED',
          message: 'Line 2 is no JSON at column 14: correct it and send it again.',
        },
        { index: 2, code: 'MISSING_VALUE', field: 'value' },
      ],
    });
  });

  it('no row, and answers 422', async () => {
    expect(await post(JSON.stringify([makeRow({ value: null })]))).toMatchObject({
      status: 422,
      body: { accepted: 0, refused: [{ index: 0, field: 'value', code: 'MISSING_VALUE' }] },
    });
  });
});

describe('POST /v1/readings refuses whole', () => {
  it('refuses each row of a sensor that is not the key’s to report', async () => {
    const rows = [makeRow(), makeRow({ sensorId: 'ours' })];
    const { status, body } = await post(JSON.stringify(rows), { authorization: 'Bearer tenant' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: 1,
      refused: [{ index: 0, field: 'sensorId', code: 'NOT_YOURS' }],
    });
  });

  it('a stranger, a wrong token and a key without the scope', async () => {
    const body = JSON.stringify([makeRow()]);
    const unknown = { code: 'UNAUTHENTICATED' };
    const { statusCode } = await room.app.inject({
      method: 'POST',
      url: '/v1/readings',
      headers: { 'content-type': 'application/json' },
      payload: body,
    });
    expect(statusCode).toBe(401);
    await expectRefusal(post(body, { authorization: 'Bearer wrong' }), 401, unknown);
    await expectRefusal(post(body, { authorization: 'Bearer reader' }), 403, { code: 'FORBIDDEN' });
  });

  it('a wrong token before a long body, and says as much as to a short one', async () => {
    const answerTo = async (payload: string) => {
      const headers = { 'content-type': 'application/json', authorization: 'Bearer wrong' };
      const answer = await room.app.inject({ method: 'POST', url: '/v1/readings', headers, payload });
      const { connection, date, 'content-length': length, 'x-request-id': id, ...told } = answer.headers;
      return { status: answer.statusCode, told };
    };
    const [short, long] = [await answerTo('[]'), await answerTo(`[${' '.repeat(200_000)}]`)];
    expect(long).toEqual(short);
    expect(long).toMatchObject({ status: 401, told: { 'www-authenticate': 'Bearer error="invalid_token"' } });
  });

  it.each([
    ['[{"sensorId": "s1",}]', 'position 19'],
    ['[NaN]', 'position 1'],
    ['{"sensorId": "s1"}', 'position 0'],
    ['', 'position 0'],
  ])('malformed JSON: %s', async (body, place) => {
    const message = expect.stringContaining(place);
    await expectRefusal(post(body), 400, { code: 'MALFORMED_BODY', message });
  });

  it('text that is not UTF-8', async () => {
    await expectRefusal(post(Buffer.from([0x5b, 0xff, 0x5d])), 400, { code: 'MALFORMED_BODY' });
  });

  it.each([
    [{ 'content-type': 'text/csv' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-encoding': 'br' }],
  ])('another media type: %j', async (headers) => {
    await expectRefusal(post(JSON.stringify([makeRow()]), headers as never), 415, {
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  it('another delivery', async () => {
    const body = JSON.stringify([makeRow()]);
    await expectRefusal(post(body, {}, '?delivery=SOON'), 400, { code: 'BAD_INPUT', field: 'delivery' });
  });

  it('a truncated gzip, and what is no gzip', async () => {
    const whole = gzipSync(JSON.stringify(Array.from({ length: 100 }, () => makeRow())));
    await expectRefusal(post(whole.subarray(0, whole.length - 20), gzip), 400, { code: 'TRUNCATED_BODY' });
    await expectRefusal(post('[]', gzip), 400, { code: 'MALFORMED_BODY' });
  });

  it('a small gzip that grows beyond what 10,000 rows take', async () => {
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, 0x20));
    const message = expect.stringContaining('inflated body is larger than 16 MB');
    await expectRefusal(post(bomb, gzip), 413, { code: 'BODY_TOO_LARGE', message });
  });

  it('a small gzip of much broken JSON, without looking for the place', async () => {
    const bomb = gzipSync(`[${'1,'.repeat(7 * 1024 * 1024)}`);
    const message = 'The body is no JSON: it is broken or cut off.';
    await expectRefusal(post(bomb, gzip), 400, { code: 'MALFORMED_BODY', message });
  });

  it('long lines that are no JSON, of which it names the place in the first ones alone', async () => {
    const broken = `[${'1,'.repeat(300_000)}`;
    const { status, body } = await post([broken, broken, '{}x'].join('\n'), ndjson);
    expect(status).toBe(422);
    expect(body.refused?.map((row) => (row as { message?: string }).message)).toEqual([
      'Line 1 is no JSON at column 600002: correct it and send it again.',
      'Line 2 is no JSON: correct it and send it again.',
      'Line 3 is no JSON: correct it and send it again.',
    ]);
  });

  it('100,000 rows in one call, as an array and as lines', async () => {
    const rows = Array.from({ length: 100_000 }, () => '{"sensorId":"s1"}');
    const error = { code: 'TOO_MANY_ROWS', message: expect.stringContaining('10000') };
    await expectRefusal(post(`[${rows.join(',')}]`), 413, error);
    await expectRefusal(post(rows.join('\n'), ndjson), 413, error);
  });
});

describe('POST /v1/readings under pressure', () => {
  const withDoor = async (options: Parameters<typeof createBulkDoor>[0]) => {
    const app = createApp(createLog('silent'));
    createBulkDoor(options)(app, async () => ({ caller: service('tests') }));
    const headers = { 'content-type': 'application/json' };
    return app.inject({ method: 'POST', url: '/v1/readings', headers, payload: JSON.stringify([makeRow()]) });
  };
  const { now } = Date;
  const toll = () => async () => undefined;

  it('says when to come again when the log has no room for more', async () => {
    const report = async () => {
      throw new AirError('OVERLOADED', 'Too much is waiting.', { retryAfterSeconds: 7 });
    };
    const answer = await withDoor({ report, toll, now });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('7');
  });

  it('says when to come again when too many bodies are in hand', async () => {
    const limits = { wireBytes: 1_000, inflatedBytes: 1_000, heldBytes: 10 };
    const answer = await withDoor({
      report: async () => ({ accepted: 0, refused: [] }),
      toll,
      now,
      limits,
    });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('answers 507 when the disk is full, and has stored nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bulk-'));
    const eventLog = await openSqliteEventLog({ folder, maxBytes: 262_144 });
    await saySensors(eventLog, { sensorId: 's1' });
    const report = createReport({
      eventLog,
      directory: openDirectory(eventLog, () => undefined),
      takeRows: async () => undefined,
    });
    const many: Parameters<typeof createBulkDoor>[0] = {
      report: (input) => report({ ...input, rows: Array.from({ length: 500 }, () => makeRow()) }),
      toll,
      now: () => room.clock.now,
    };
    let answer = await withDoor(many);
    let taken = 0;
    for (; answer.statusCode === 200; answer = await withDoor(many)) taken += 1;
    expect(answer.statusCode).toBe(507);
    expect(answer.json()).toMatchObject({ error: { code: 'STORAGE_FULL' } });
    expect((await everyRecord(eventLog, readingsReported)).length).toBe(taken);
    await eventLog.close();
    await rm(folder, { recursive: true });
  });
});

describe('POST /v1/readings within the rows of a minute', () => {
  let few: Awaited<ReturnType<typeof openRoom>>;
  let own: Awaited<ReturnType<typeof openPorts>>;
  beforeEach(async () => {
    own = await openPorts();
    few = await openRoom(own.ports, { rowsPerMinute: 10 });
    await saySensors(own.ports.eventLog, { sensorId: 's1' });
  });
  afterEach(async () => {
    await few.stop();
    await own.close();
  });
  const send = async (payload: string, type = 'application/json') => {
    const headers = { 'content-type': type, authorization: 'Bearer device' };
    const {
      statusCode,
      headers: told,
      ...answer
    } = await few.app.inject({
      ...{ method: 'POST', url: '/v1/readings', headers, payload },
    });
    const [limit, remaining, policy] = ['limit', 'remaining', 'policy'].map(
      (name) => told[`ratelimit-${name}`],
    );
    return { status: statusCode, limit, remaining, policy, told, body: answer.json() };
  };
  const rows = (count: number): string => JSON.stringify(Array.from({ length: count }, () => makeRow()));

  it('tells what is left, and refuses whole what is more, with when to come again', async () => {
    const policy = '10;w=60';
    expect(await send(rows(7))).toMatchObject({ status: 200, limit: '10', remaining: '3', policy });
    const refused = await send(rows(4));
    expect(refused).toMatchObject({ status: 429, limit: '10', remaining: '0', policy });
    expect(refused.told).toMatchObject({ 'retry-after': '60', 'ratelimit-reset': '60' });
    expect(refused.body.error).toMatchObject({ code: 'RATE_LIMITED', limit: 10, measured: 11 });
    expect(await everyRecord(own.ports.eventLog, readingsReported)).toHaveLength(1);
    few.clock.now += 60_000;
    expect(await send(rows(4))).toMatchObject({ status: 200, remaining: '6' });
  });

  it('counts rows that are refused, and lines that cannot be read', async () => {
    const wrong = JSON.stringify(Array.from({ length: 5 }, () => makeRow({ value: null })));
    expect(await send(wrong)).toMatchObject({ status: 422, remaining: '5' });
    const lines = '{\n'.repeat(5);
    expect(await send(lines, ndjson['content-type'])).toMatchObject({ status: 422, remaining: '0' });
    expect(await send(lines, ndjson['content-type'])).toMatchObject({ status: 429 });
  });

  it('says of a call that no minute has enough for how much one may carry', async () => {
    const { status, told, body } = await send(rows(11));
    expect([status, told['retry-after']]).toEqual([413, undefined]);
    expect(body.error).toMatchObject({ code: 'TOO_MANY_ROWS', limit: 10, measured: 11 });
    expect(await send(rows(10))).toMatchObject({ status: 200, remaining: '0' });
  });
});

describe('a body of 50 MB', () => {
  /** Sends a head and then zeros for as long as the other side takes them. */
  const pour = (head: string, bytes: number): Promise<{ answer: string; taken: number }> =>
    new Promise((resolve, reject) => {
      const { port } = room.app.server.address() as { port: number };
      const socket = createConnection(port, '127.0.0.1');
      const chunk = Buffer.alloc(65_536, 0x20);
      let taken = 0;
      let answer = '';
      const write = (): void => {
        while (taken < bytes && !socket.destroyed) {
          taken += chunk.length;
          if (!socket.write(chunk)) return;
        }
      };
      socket.on('connect', () => {
        socket.write(head);
        write();
      });
      socket.on('drain', write);
      socket.on('data', (data) => {
        answer += data.toString();
      });
      socket.on('error', (error) => (answer === '' ? reject(error) : undefined));
      socket.on('close', () => resolve({ answer, taken: socket.bytesWritten }));
    });
  const head = (rest: string): string =>
    `POST /v1/readings HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer device\r\nContent-Type: application/json\r\n${rest}\r\n\r\n`;

  beforeAll(async () => {
    await room.app.listen({ port: 0, host: '127.0.0.1' });
  });

  it('is refused by its declared length, and is not read', async () => {
    const bytes = 50 * 1024 * 1024;
    const { answer, taken } = await pour(head(`Content-Length: ${bytes}`), bytes);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('"code":"BODY_TOO_LARGE"');
    expect(taken).toBeLessThan(20 * 1024 * 1024);
  });

  it('is refused on the way when it does not tell its length', async () => {
    const chunked = `${head('Transfer-Encoding: chunked')}3200000\r\n`;
    const { answer, taken } = await pour(chunked, 50 * 1024 * 1024);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(taken).toBeLessThan(40 * 1024 * 1024);
  });

  it('leaves a client of the platform its answer', async () => {
    const { port } = room.app.server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer device' },
      body: Buffer.alloc(50 * 1024 * 1024, 0x20),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE' } });
  });
});
