import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { seriesReaderContract, seriesWriterContract } from '../../ports/series.contract.ts';
import { seriesFilesContract } from '../../ports/series-files.contract.ts';
import { openDuckdbSeries } from './index.ts';

const folders: string[] = [];
const openFresh = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'));
  folders.push(folder);
  return openDuckdbSeries({ file: join(folder, 'series.duckdb') });
};
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

seriesWriterContract('DuckDB', openFresh);
seriesReaderContract('DuckDB', openFresh);
seriesFilesContract('DuckDB', openFresh);
