import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourStart, iso, makeRow, minuteMs, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import type { Person } from '../support/people.ts';
import { type House, openHouse } from '../support/placements.ts';
import { pause } from '../support/reporting.ts';

const request = /* GraphQL */ `
  mutation Ask($input: RequestExportInput!) {
    requestExport(input: $input) {
      ... on ExportRequested { export { id } }
      ... on ExportProblems { problems { field reason } }
    }
  }
`;
const follow = /* GraphQL */ `
  query Follow($id: ID!) { export(id: $id) { status rows problems { reason } files { name sha256 bytes rows } } }
`;
const cancel = /* GraphQL */ `
  mutation Cancel($id: ID!) { cancelExport(input: { id: $id }) { ... on ExportCancelled { export { status } } } }
`;

interface Told {
  readonly status: string;
  readonly rows: number;
  readonly problems: readonly object[];
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly rows: number | null }[];
}

const roofs = ['roof-1', 'roof-2', 'roof-3'];
const [days, everyMs, rowsACall] = [40, 3 * minuteMs, 5_000];
const from = hourStart(24 * (days + 5));
const periods = (days * 86_400_000) / everyMs;
/** Each takes a quarter of a minute, in which its lease runs out. */
const kills = Math.ceil(Number(process.env.KILLS ?? 20) / 10);

describe('an export whose process is killed', () => {
  let house: House;
  let member: Person;
  let asOf: string;
  let unharmed: Told['files'];
  const ask = async (query: string, variables: object) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${member.token}` },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
    return (await response.json()) as any;
  };
  const begin = async (): Promise<string> => {
    const input = {
      from: iso(from),
      to: iso(from + days * 86_400_000),
      asOf,
      columns: 'FULL',
      format: 'GEOJSON',
    };
    const { data } = await ask(request, { input: { ...input, split: 'MONTH', compression: 'GZIP' } });
    return data.requestExport.export.id;
  };
  const told = async (id: string): Promise<Told | undefined> => (await ask(follow, { id })).data?.export;
  const ended = (id: string): Promise<Told> =>
    until(
      async () => (await told(id).catch(() => undefined)) as Told,
      (one) => one !== undefined && !['QUEUED', 'RUNNING'].includes(one.status),
      60_000,
    );

  /** What is on the disk of an export: in the object store for everybody to see, and where it is made. */
  const namesIn = (...path: readonly string[]): Promise<string[]> =>
    readdir(join(house.dataDir, ...path)).catch(() => []);
  const seen = (id: string): Promise<string[]> => namesIn('objects', 'objects', 'exports', id);
  const pieces = (id: string): Promise<string[]> => namesIn('exports-scratch', 'jobs', id);
  const hashOf = async (id: string, name: string): Promise<string> => {
    const path = join(house.dataDir, 'objects', 'objects', 'exports', id, name);
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  };

  beforeAll(async () => {
    house = await openHouse('one process');
    member = await house.member('exporting');
    for (const id of roofs) await registerSensor(house.client, { id, name: id, reportingInterval: 'PT3M' });
    const rows = Array.from({ length: periods * roofs.length }, (_, i) => {
      const start = from + Math.floor(i / roofs.length) * everyMs;
      return makeRow({
        ...{ sensorId: roofs[i % roofs.length], value: 10 + (i % 97) / 7 },
        ...{ periodStart: iso(start), periodEnd: iso(start + everyMs) },
      });
    });
    for (let i = 0; i < rows.length; i += rowsACall) await report(house.client, rows.slice(i, i + rowsACall));
    await until(
      async () =>
        (
          await ask('query A($i: AvailabilityInput!) { availability(input: $i) { rows } }', {
            i: { from: iso(from), to: iso(from + days * 86_400_000) },
          })
        ).data?.availability?.rows,
      (count) => count === rows.length,
      120_000,
    );
    asOf = iso(Date.now());
    const { files, status } = await ended(await begin());
    expect(status).toBe('READY');
    unharmed = files.filter((file) => file.rows !== null);
    expect(unharmed.length).toBeGreaterThan(1);
  }, 300_000);
  afterAll(() => house?.end());

  /** Kills the process at a moment of an export, and sees it through. */
  const killed = async (moment: (id: string) => Promise<unknown>): Promise<void> => {
    const id = await begin();
    await moment(id);
    await house.rooms().kill();
    const hashes = new Map(unharmed.map(({ name, sha256 }) => [name, sha256]));
    for (const name of await seen(id))
      if (hashes.has(name)) expect(await hashOf(id, name)).toBe(hashes.get(name));
    await house.restartRooms();
    const { status, files, problems } = await ended(id);
    expect({ status, problems }).toEqual({ status: 'READY', problems: [] });
    expect(files.filter((file) => file.rows !== null)).toEqual(unharmed);
    for (const { name, sha256 } of files) expect(await hashOf(id, name)).toBe(sha256);
    expect(await pieces(id)).toEqual([]);
  };
  /** Waits for such a name, or for the end of the export where it came too fast. */
  const some = (names: (id: string) => Promise<string[]>, is: RegExp) => async (id: string) => {
    const isOver = async () => (await seen(id)).includes('datapackage.json');
    while (!(await names(id)).some((name) => is.test(name)) && !(await isOver())) await pause(1);
  };

  it.each([
    ['while a piece is written', some(pieces, /\.part$/)],
    ['when a piece is there', some(pieces, /\.(live|replayed)$/)],
    ['when a file is there', some(seen, /^readings/)],
    ['when what is beside is written', some(seen, /^sensors\.csv$/)],
  ])(
    '%s goes on, to the same files, and no part of one is ever seen',
    { timeout: 120_000 },
    (_when, moment) => killed(moment),
  );

  it(`at random, ${kills} times`, { timeout: kills * 60_000 }, async () => {
    for (let kill = 0; kill < kills; kill += 1) await killed(() => pause(Math.random() * 2_000));
  });

  it('leaves nothing of one that was cancelled', { timeout: 60_000 }, async () => {
    const id = await begin();
    await some(pieces, /./)(id);
    const answer = await ask(cancel, { id });
    expect(answer.data.cancelExport.export.status).toBe('CANCELLED');
    await until(
      async () => [...(await seen(id)), ...(await pieces(id))],
      (names) => names.length === 0,
      20_000,
    );
    expect(await told(id)).toMatchObject({ status: 'CANCELLED', files: [] });
  });
});
