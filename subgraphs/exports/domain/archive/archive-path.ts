import type { ArchiveBuild, ArchiveName } from './archive-file.ts';
import { longestLocation, readLocation, writeLocation } from './location-text.ts';

/** Where the archive lies in the object store. */
const folder = 'archive';
const tops = { records: false, replayed: true } as const;

const shape =
  /^(records|replayed)\/csv\.gz\/locationid=([^/]+)\/year=(\d{4})\/month=(\d{2})\/location-([^/]+)-(\d{4})(\d{2})(\d{2})\.csv\.gz$/;

/** A date that there is, of a year with four digits. */
export const isDay = (day: string): boolean => {
  const at = /^[1-9]\d{3}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
};

/** Whether a sensor's files can have names: ids of ours do, and whatever else is short enough. */
export const isArchivable = ({ sensorId, day }: Pick<ArchiveName, 'sensorId' | 'day'>): boolean => {
  const location = writeLocation(sensorId);
  return location !== undefined && location.length <= longestLocation && isDay(day);
};

/**
 * `records/csv.gz/locationid=makerere/year=2022/month=05/location-makerere-20220503.csv.gz`: as OpenAQ's archive has it (docs.openaq.org, Open Data on AWS), so that what reads
 * that reads this. Throws RangeError where it is not archivable.
 */
export const archivePathOf = (name: ArchiveName): string => {
  if (!isArchivable(name)) throw new RangeError(`There is no file name for ${name.sensorId}, ${name.day}.`);
  const location = writeLocation(name.sensorId);
  const [year, month, day] = name.day.split('-');
  const top = name.isReplayed ? 'replayed' : 'records';
  return `${top}/csv.gz/locationid=${location}/year=${year}/month=${month}/location-${location}-${year}${month}${day}.csv.gz`;
};

/** The file of a path; undefined where it is the path of none, however it is spelled. */
export const archiveNameIn = (path: string): ArchiveName | undefined => {
  const [, top, location = '', year, month, again, ...date] = shape.exec(path) ?? [];
  const sensorId = readLocation(location);
  if (sensorId === undefined || location !== again) return undefined;
  if (date[0] !== year || date[1] !== month) return undefined;
  const day = date.join('-');
  const name = { sensorId, day, isReplayed: tops[top as keyof typeof tops] };
  return isArchivable(name) ? name : undefined;
};

const ending = '.csv.gz';
/** Digits of its digest that tell a build from others of the same revision. */
const digits = 16;
const built = /^(.+)\.r(\d{1,10})-([0-9a-f]{16})\.csv\.gz$/;

/**
 * Where a build of a file lies in the object store: no other content ever lies there, so that what a row tells of it is true however long it is read. By its revision, too, since a file
 * may come to hold again what it held once, when that build is about to be removed.
 */
export const archiveKeyOf = ({ revision, sha256, ...name }: ArchiveBuild): string =>
  `${folder}/${archivePathOf(name).slice(0, -ending.length)}.r${revision}-${sha256.slice(0, digits)}${ending}`;

/** The build of a key, by the first digits of its digest; undefined where it is the key of none. */
export const archiveBuildIn = (key: string): ArchiveBuild | undefined => {
  const [, path, revision, sha256 = ''] = built.exec(key) ?? [];
  const name = path?.startsWith(`${folder}/`) && archiveNameIn(`${path.slice(folder.length + 1)}${ending}`);
  return name ? { ...name, revision: Number(revision), sha256 } : undefined;
};

/** Whether two builds are one, where the digest of one is cut. */
export const isSameBuild = (a: ArchiveBuild, b: ArchiveBuild): boolean => archiveKeyOf(a) === archiveKeyOf(b);

/** Everything of the archive in the object store. */
export const archivePrefix = `${folder}/`;
