import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { createApp } from '@aqmrg/platform/http/app.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivePathOf } from '../../domain/archive/archive-path.ts';
import { openArchive, type TestArchive } from '../../testing/archive/open-archive.ts';
import { hourAt, replayedAt } from '../../testing/archive/readings.ts';
import { createArchiveDoor } from './archive.ts';

const run = promisify(execFile);
const page = readFileSync(new URL('../../../../docs/how-to/mirror-the-archive.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].flatMap(([, of, text]) =>
    of === language ? [text ?? ''] : [],
  );
const name = { sensorId: 'roof-1', day: '2026-03-01', isReplayed: false };

let archive: TestArchive;
let app: ReturnType<typeof createApp>;
let address: string;
let home: string;
beforeAll(async () => {
  archive = await openArchive('2026-03-01T12:00:00Z');
  await archive.accept(
    hourAt('roof-1', '2026-02-28T10:00:00Z'),
    ...['roof-1', 'roof-2'].map((id) => hourAt(id, '2026-03-01T10:00:00Z')),
    replayedAt('roof-1', '2026-03-01T10:00:00Z'),
  );
  archive.goTo('2026-03-02T01:00:00Z');
  await archive.round();
  app = createApp(createLog('silent'));
  createArchiveDoor({ ...archive, publicUrl: 'http://localhost:8000' })(app, async () => ({
    caller: anonymous,
  }));
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  home = await mkdtemp(join(tmpdir(), 'mirror-'));
  await writeFile(join(home, 'mirror.mjs'), blocks('js')[0] ?? '');
});
afterAll(async () => {
  await app.close();
  await archive.close();
  await rm(home, { recursive: true, force: true });
});

const here = (text: string): string => text.replaceAll('http://localhost:8000', address);
const shell = (text: string) => run('bash', ['-euo', 'pipefail', '-c', here(text)], { cwd: home });
const mirror = async () =>
  (await run(process.execPath, ['mirror.mjs', address, 'air'], { cwd: home })).stdout;
const filesIn = async (folder: string) =>
  (await readdir(join(home, folder), { recursive: true }))
    .filter((file) => file.endsWith('.csv.gz') && !file.endsWith('/csv.gz'))
    .sort();

describe('the page on mirroring the archive', () => {
  it('fetches one file', async () => {
    await shell(blocks('sh')[0] ?? '');
    const got = await readFile(join(home, 'records/location-roof-1-20260301.csv.gz'));
    expect(got.equals(await archive.bytesOf(name))).toBe(true);
  });

  it('fetches all of one sensor', async () => {
    await shell(blocks('sh')[1] ?? '');
    expect(await filesIn('sensor')).toEqual(
      ['2026-02-28', '2026-03-01'].map((day) => archivePathOf({ ...name, day })),
    );
  });

  it('fetches everything, then what is new, and is read as one table', async () => {
    expect(await mirror()).toBe('4 files, up to change 4\n');
    expect(await filesIn('air')).toHaveLength(4);
    expect(await mirror()).toBe('');
    await archive.accept(hourAt('roof-1', '2026-03-01T11:00:00Z'));
    archive.goTo('2026-03-02T02:00:00Z');
    await archive.round();
    expect(await mirror()).toBe('1 files, up to change 5\n');
    const got = await readFile(join(home, 'air', archivePathOf(name)));
    expect(got.equals(await archive.bytesOf(name))).toBe(true);

    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const sql = (blocks('sql')[0] ?? '').replace("'air/", `'${home}/air/`);
    expect((await connection.runAndReadAll(sql)).getRows()).toEqual([
      ['roof-1', 'pm25', 12.5, 2n],
      ['roof-2', 'pm25', 12.5, 1n],
    ]);
    connection.closeSync();
    instance.closeSync();
  });
});
