import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { seriesFilesContract } from '../../ports/series-files.contract.ts';
import { openDuckdbSeries } from '../duckdb-series/index.ts';
import { openSeriesFiles } from './index.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

seriesFilesContract('Any reader of series', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'));
  folders.push(folder);
  const { writer, reader, close } = await openDuckdbSeries({ file: join(folder, 'series.duckdb') });
  const files = openSeriesFiles({ reader });
  return {
    writer,
    reader,
    files,
    async close() {
      await files.close();
      await close();
    },
  };
});
