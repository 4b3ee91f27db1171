/**
 * Makes the compact copies in `data/` from the original files:
 *
 *   node prepare.ts <folder of AirNow embassy files> <AirQo cohort JSON> <AirQo map readings JSON>
 *
 * The same input gives the same text; `data/manifest.json` carries the SHA-256 of each file's uncompressed text.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { monitors } from './monitors.ts';
import { compactCohort, compactSites } from './prepare-airqo.ts';
import { type CompactRow, compactMonitor, type OriginalRow } from './prepare-monitor.ts';

const dataFolder = join(import.meta.dirname, 'data');

/** The originals have no quoted fields; a quote would mean that this reader is not enough. */
const readCsv = (text: string): OriginalRow[] => {
  if (text.includes('"')) throw new Error('quoted CSV');
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']));
  });
};

const isoHour = (ms: number): string => new Date(ms).toISOString().replace(':00.000Z', 'Z');

const csvOf = (hours: readonly CompactRow[]): string =>
  `${['period_end_utc,value_ug_m3,flag', ...hours.map((hour) => `${isoHour(hour.periodEnd)},${hour.value},${hour.flag ?? ''}`)].join('\n')}\n`;

const countFlags = (hours: readonly CompactRow[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { flag } of hours) counts[flag ?? 'WITHHELD'] = (counts[flag ?? 'WITHHELD'] ?? 0) + 1;
  return counts;
};

const write = async (name: string, text: string, facts: object): Promise<[string, object]> => {
  await writeFile(join(dataFolder, name), name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  return [name, { ...facts, sha256: createHash('sha256').update(text).digest('hex') }];
};

const prepareMonitors = async (folder: string): Promise<[string, object][]> => {
  const bySite = new Map<string, OriginalRow[]>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv.gz')).sort()) {
    const rows = readCsv(gunzipSync(await readFile(join(folder, file))).toString('utf8'));
    bySite.set(rows[0]?.Site ?? file, rows);
  }
  const entries: [string, object][] = [];
  for (const monitor of monitors) {
    const rows = bySite.get(monitor.airnowSite);
    if (rows === undefined) throw new Error(`no file of ${monitor.airnowSite}`);
    const { hours, leftOut } = compactMonitor(rows, monitor.timeZone);
    const [first, last] = [hours[0], hours.at(-1)];
    if (first === undefined || last === undefined)
      throw new Error(`${monitor.airnowSite} has no hour of the year`);
    const { otherYear: _, ...leftOutOfTheYear } = leftOut;
    entries.push(
      await write(`${monitor.id}.csv.gz`, csvOf(hours), {
        rows: hours.length,
        first: isoHour(first.periodEnd),
        last: isoHour(last.periodEnd),
        flags: countFlags(hours),
        leftOut: leftOutOfTheYear,
      }),
    );
  }
  return entries;
};

const oneObjectALine = (objects: readonly object[]): string =>
  `[\n${objects.map((object) => `  ${JSON.stringify(object)}`).join(',\n')}\n]\n`;

const prepareAirQo = async (cohortFile: string, mapFile: string): Promise<[string, object][]> => {
  const cohort = compactCohort(JSON.parse(await readFile(cohortFile, 'utf8')));
  const sites = compactSites(JSON.parse(await readFile(mapFile, 'utf8')));
  const lines = ['device,period_start_utc,s1_ug_m3,s2_ug_m3', ...cohort.lines];
  return [
    await write('airqo-cohort.json', oneObjectALine(cohort.devices), { rows: cohort.devices.length }),
    await write('airqo-cohort.csv.gz', `${lines.join('\n')}\n`, { rows: cohort.lines.length }),
    await write('airqo-sites.json', oneObjectALine(sites), { rows: sites.length }),
  ];
};

const [embassyFolder, cohortFile, mapFile] = process.argv.slice(2);
if (embassyFolder === undefined || cohortFile === undefined || mapFile === undefined) {
  process.stderr.write(
    'usage: node prepare.ts <AirNow embassy folder> <AirQo cohort JSON> <AirQo map JSON>\n',
  );
  process.exit(2);
}
await mkdir(dataFolder, { recursive: true });
const manifest = Object.fromEntries([
  ...(await prepareMonitors(embassyFolder)),
  ...(await prepareAirQo(cohortFile, mapFile)),
]);
await writeFile(join(dataFolder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
process.stdout.write(`${Object.keys(manifest).length} files written to ${dataFolder}\n`);
