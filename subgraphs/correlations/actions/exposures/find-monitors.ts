import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { ExposureWish } from '../../domain/exposure/exposure.ts';
import { isPollutant, type Pollutant, pollutantName } from '../../domain/exposure/pollutants.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { shown } from '../../domain/shown.ts';

export type Known = Pick<Directory, 'find' | 'atSite' | 'catchUp'>;
type From = Extract<ExposureWish, { kind: 'measured' }>['from'];

export const mostMonitors = 20;

/** Those of the names that the directory has, and where one is missing among them. */
const findAll = async (
  directory: Known,
  ids: readonly string[],
): Promise<readonly SensorChanged[] | Problem> => {
  if (ids.some((id) => directory.find(id) === undefined)) await directory.catchUp();
  const found = ids.map((id) => directory.find(id));
  const missing = found.indexOf(undefined);
  if (missing !== -1)
    return problem(
      `sensorIds.${missing}`,
      'NOT_FOUND',
      `There is no sensor ${shown(ids[missing] as string)}.`,
      'Take ids from `sensors`.',
    );
  return found as readonly SensorChanged[];
};

const named = async (
  directory: Known,
  ids: readonly string[],
): Promise<readonly SensorChanged[] | Problem> => {
  if (ids.length === 0)
    return problem('sensorIds', 'WRONG_SETTING', 'No sensor is named.', 'Name 1 to 20 sensors, or a site.');
  if (ids.length > mostMonitors)
    return problem(
      'sensorIds',
      'TOO_MANY',
      `${ids.length} sensors are named.`,
      `Name ${mostMonitors} at most.`,
    );
  const found = await findAll(directory, ids);
  if (isProblem(found)) return found;
  const byId = new Map(found.map((sensor) => [sensor.sensorId, sensor]));
  return [...byId.keys()].sort().map((id) => byId.get(id) as SensorChanged);
};

/** A sensor that declares nothing may measure all. */
const mayMeasure = ({ quantities }: SensorChanged, pollutant: Pollutant): boolean =>
  quantities.length === 0 || quantities.includes(pollutant);

const measuredThere = (sensors: readonly SensorChanged[]): string =>
  [...new Set(sensors.flatMap(({ quantities }) => quantities))]
    .filter(isPollutant)
    .map(pollutantName)
    .join(', ');

const atSite = async (
  directory: Known,
  siteId: string,
  pollutant: Pollutant,
): Promise<readonly SensorChanged[] | Problem> => {
  if (directory.atSite(siteId).length === 0) await directory.catchUp();
  const all = directory.atSite(siteId).flatMap((id) => directory.find(id) ?? []);
  if (all.length === 0)
    return problem(
      'siteId',
      'NOT_FOUND',
      `There is no site ${shown(siteId)}, or no sensor stands there.`,
      'Take an id from `sites`, or name sensors.',
    );
  const monitors = all.filter((sensor) => mayMeasure(sensor, pollutant));
  const name = pollutantName(pollutant);
  if (monitors.length === 0)
    return problem(
      'quantity',
      'NO_EXPOSURE',
      `No sensor at this site measures ${name}; what they measure of pollutants: ${measuredThere(all) || 'nothing'}.`,
      'Take another quantity or another site.',
    );
  if (monitors.length > mostMonitors)
    return problem(
      'siteId',
      'TOO_MANY',
      `${monitors.length} sensors measure ${name} at this site.`,
      `Name ${mostMonitors} of them at most, by \`sensorIds\`.`,
    );
  return monitors;
};

/** The sensors of a wish, each once, by their ids: retired ones too, whose past counts. Those of a site where they may measure the pollutant. */
export const findMonitors = (
  directory: Known,
  from: From,
  pollutant: Pollutant,
): Promise<readonly SensorChanged[] | Problem> =>
  'siteId' in from ? atSite(directory, from.siteId, pollutant) : named(directory, from.sensorIds);
