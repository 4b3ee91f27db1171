import { createHash } from 'node:crypto';
import type { ExportedFile } from '../export-job.ts';
import { mediaTypeOf } from '../files/names.ts';
import { dataPackageText } from './data-package.ts';
import type { BesideFile, ExportFacts, ExportTold } from './export-facts.ts';
import { manifestText } from './manifest.ts';
import { readmeText } from './readme.ts';
import { sensorsCsv } from './sensors/sensors-csv.ts';

const fileOf = (name: string, text: string): BesideFile => ({ name, mediaType: mediaTypeOf(name), text });

const exported = ({ name, mediaType, text }: BesideFile): ExportedFile => ({
  ...{ name, mediaType, rows: null },
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});

/** What explains the rows: sensors.csv, README.md, manifest.json, datapackage.json. The manifest tells of every file but itself. */
export const besideFiles = (job: ExportTold, facts: ExportFacts): readonly BesideFile[] => {
  const sensors = fileOf('sensors.csv', sensorsCsv(facts.sensors, job.request.format));
  const sensorsFile = exported(sensors);
  const readme = fileOf('README.md', readmeText(job, facts));
  const dataPackage = fileOf('datapackage.json', dataPackageText(job, facts, sensorsFile));
  const files = [...facts.files, sensorsFile, exported(readme), exported(dataPackage)];
  const manifest = fileOf('manifest.json', manifestText(job, { ...facts, files }));
  return [sensors, readme, manifest, dataPackage];
};
