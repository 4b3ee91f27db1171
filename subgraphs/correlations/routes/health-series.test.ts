import { gzipSync } from 'node:zlib';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUploadToll } from '../actions/upload-toll.ts';
import { makeCaller, openActions, openGround, type TestGround } from '../testing/open-health.ts';
import { csvOf, makeRows, makeUpload, monday } from '../testing/uploads.ts';
import { createHealthSeriesDoor, uploadLimits } from './health-series.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.empty());

const callers: Readonly<Record<string, Caller>> = {
  'Bearer ada': makeCaller(),
  'Bearer stray': makeCaller({ organisation: null }),
  'Bearer key': makeCaller({ kind: 'key', scopes: ['ingest', 'read', 'export'] }),
};
const log = createLog('silent');

const openDoor = (limits = uploadLimits, mutationsPerMinute = 300) => {
  const app = createApp(log);
  const actions = openActions(ground);
  const cache = openMemoryCache({ now: () => actions.clock.now });
  const toll = createUploadToll({ cache, mutationsPerMinute, log });
  createHealthSeriesDoor({ healthSeries: actions.healthSeries, toll, limits })(app, async ({ headers }) => {
    if (headers.authorization === undefined) return { caller: anonymous };
    const caller = callers[headers.authorization];
    if (caller === undefined) throw new AirError('UNAUTHENTICATED', 'This token is not valid.');
    return { caller, from: '192.0.2.7' };
  });
  return { app, actions };
};
type Door = ReturnType<typeof openDoor>;

const post = async (
  { app }: Pick<Door, 'app'>,
  payload: string | Buffer,
  headers: Record<string, string> = {},
  query = '',
) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/health-series${query}`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer ada', ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
};
const csv = { 'content-type': 'text/csv; charset=utf-8' };
const gzip = { 'content-encoding': 'gzip' };
const settings =
  '?name=Deaths%20in%20Kampala&timeZone=Africa/Kampala&outcome=death&temperature=temp&exposure=pm10';

describe('POST /v1/health-series takes', () => {
  it('what the mutation takes, and answers with what is told of it', async () => {
    const door = openDoor();
    const { status, body } = await post(door, JSON.stringify(makeUpload()));
    expect([status, body]).toEqual([
      201,
      {
        ...{ id: expect.any(String), name: 'Deaths in Kampala', population: null, source: null },
        ...{ timeZone: 'Africa/Kampala', firstDay: '2021-01-01', lastDay: '2023-12-31', days: 1_095 },
        columns: expect.arrayContaining([
          {
            ...{ name: 'death', role: 'OUTCOME', label: 'Deaths of all causes', unit: null },
            ...{ missing: 0, events: 2_100 },
          },
        ]),
        contentHash: expect.any(String),
        uploadedAt: new Date(monday).toISOString(),
      },
    ]);
    expect(await door.actions.healthSeries.list({ caller: makeCaller() })).toMatchObject([{ id: body.id }]);
  });

  it('rows as they are, and as CSV with its settings in the address, plain or gzip', async () => {
    const door = openDoor();
    const rows = makeRows();
    const columns = makeUpload().columns.map(({ name, role }) => ({ name, role }));
    const first = await post(door, JSON.stringify(makeUpload({ rows, columns })));
    const second = await post(door, gzipSync(csvOf(rows)), { ...csv, ...gzip }, settings);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
  });

  it('several columns of a role, and the other settings', async () => {
    const rows = makeRows({ row: (day) => ({ cvd: day % 2, o3: 40 }) });
    const text = csvOf(rows).replace('date', 'day');
    const query =
      '?name=N&timeZone=UTC&population=All&source=S&dateColumn=day&outcome=death,cvd&exposure=pm10&exposure=o3';
    const { status, body } = await post(openDoor(), text, csv, query);
    expect(status).toBe(201);
    expect(body).toMatchObject({ population: 'All', source: 'S' });
    expect(body.columns.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
      ['death', 'OUTCOME'],
      ['cvd', 'OUTCOME'],
      ['pm10', 'EXPOSURE'],
      ['o3', 'EXPOSURE'],
    ]);
  });
});

describe('POST /v1/health-series answers 422', () => {
  it('with everything that is wrong, and keeps nothing', async () => {
    const door = openDoor();
    const { status, body } = await post(door, 'date,death\n2021-01-01,-1', csv, '?outcome=death');
    expect(status).toBe(422);
    expect(body.problems.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['name', 'WRONG_SETTING'],
      ['timeZone', 'WRONG_SETTING'],
      ['death', 'NEGATIVE_COUNT'],
    ]);
    expect(Object.keys(body.problems[0])).toEqual(['field', 'code', 'reason', 'next']);
    expect(await door.actions.healthSeries.list({ caller: makeCaller() })).toEqual([]);
  });

  it('where JSON is of another shape, with the paths', async () => {
    const wrong = { ...makeUpload(), timeZone: 3, columns: [{ name: 'death', role: 'DEATHS' }], more: 1 };
    const { status, body } = await post(openDoor(), JSON.stringify(wrong));
    expect(status).toBe(422);
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual([
      'timeZone',
      'columns.0.role',
      'the body',
    ]);
  });

  it('to whoever belongs to no organisation', async () => {
    const { status, body } = await post(openDoor(), JSON.stringify(makeUpload()), {
      authorization: 'Bearer stray',
    });
    expect([status, body.problems[0].code]).toEqual([422, 'NO_ORGANISATION']);
  });
});

describe('POST /v1/health-series refuses', () => {
  const expectRefusal = async (sent: ReturnType<typeof post>, status: number, code: string) => {
    const refused = await sent;
    expect([refused.status, refused.body.error.code]).toEqual([status, code]);
    return refused;
  };

  it('strangers, wrong tokens and keys, whatever they may otherwise', async () => {
    const door = openDoor();
    const { app } = door;
    const headers = { 'content-type': 'application/json' };
    const nobody = await app.inject({ method: 'POST', url: '/v1/health-series', headers, payload: '{}' });
    expect(nobody.statusCode).toBe(401);
    await expectRefusal(post(door, '{}', { authorization: 'Bearer wrong' }), 401, 'UNAUTHENTICATED');
    await expectRefusal(post(door, '{}', { authorization: 'Bearer key' }), 403, 'FORBIDDEN');
  });

  it('what is neither JSON nor CSV, or not UTF-8', async () => {
    const door = openDoor();
    await expectRefusal(post(door, '{}', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    const latin = { 'content-type': 'text/csv; charset=latin1' };
    await expectRefusal(post(door, 'a', latin), 415, 'UNSUPPORTED_MEDIA_TYPE');
    await expectRefusal(post(door, Buffer.from([0xff]), csv), 400, 'MALFORMED_BODY');
    const { body } = await expectRefusal(post(door, '{"name": oops}'), 400, 'MALFORMED_BODY');
    expect(body.error.message).toBe('The body is no JSON at line 1, column 10.');
  });

  it('settings in the address that there are not, or that are there twice', async () => {
    const door = openDoor();
    const refused = await expectRefusal(post(door, 'a', csv, '?outcomes=death'), 400, 'BAD_INPUT');
    expect(refused.body.error.field).toBe('outcomes');
    await expectRefusal(post(door, 'a', csv, '?name=a&name=b'), 400, 'BAD_INPUT');
  });

  it('more than 8 MB, on the wire and inflated', async () => {
    const long = Buffer.alloc(uploadLimits.inflatedBytes + 1, 0x20);
    await expectRefusal(post(openDoor(), long), 413, 'BODY_TOO_LARGE');
    await expectRefusal(post(openDoor(), gzipSync(long), gzip), 413, 'BODY_TOO_LARGE');
  });

  it('more bodies at once than there is room for', async () => {
    const door = openDoor({ ...uploadLimits, heldBytes: 10 });
    const { headers } = await expectRefusal(post(door, JSON.stringify(makeUpload())), 429, 'OVERLOADED');
    expect(headers['retry-after']).toBe('2');
  });

  it('more than an account may send in a minute, and counts long bodies as several', async () => {
    const door = openDoor(uploadLimits, 4);
    const long = JSON.stringify({ name: ' '.repeat(600_000) });
    expect((await post(door, long)).status).toBe(422);
    expect((await post(door, '{}')).status).toBe(422);
    await expectRefusal(post(door, '{}'), 429, 'RATE_LIMITED');
    door.actions.clock.now += 60_000;
    expect((await post(door, '{}')).status).toBe(422);
  });
});
