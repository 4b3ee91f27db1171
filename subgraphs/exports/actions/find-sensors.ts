import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { areProblems, type Problem, problem } from '../domain/problem.ts';
import type { SensorScope } from '../domain/request/export-request.ts';

/** Of ids that nobody knows, so many are named. */
const mostNamed = 5;

/** A sensor as files show it: `facts` by the names that their columns ask for. */
export const fileSensorOf = (sensor: SensorChanged): FileSensor => {
  const { sensorId, reportingIntervalMs, location, name, networkId, siteId, country } = sensor;
  const { kind, maker, model, license, attribution } = sensor;
  const timeZone = timeZoneName(sensor.timeZone ?? 'UTC') ?? 'UTC';
  return {
    ...{ id: sensorId, timeZone, reportingIntervalMs },
    facts: {
      ...{ name, networkId, siteId, country, timeZone, kind, maker, model, license, attribution },
      latitude: location?.latitude ?? null,
      longitude: location?.longitude ?? null,
    },
  };
};

interface List {
  readonly field: keyof SensorScope;
  /** What one of its ids stands for. */
  readonly what: string;
  readonly of: (sensor: SensorChanged) => string | null;
}

const lists: readonly List[] = [
  { field: 'sensorIds', what: 'sensor', of: ({ sensorId }) => sensorId },
  { field: 'siteIds', what: 'site with a sensor', of: ({ siteId }) => siteId },
  { field: 'networkIds', what: 'network with a sensor', of: ({ networkId }) => networkId },
  { field: 'countries', what: 'country with a sensor', of: ({ country }) => country },
];

const unknown = ({ field, what }: List, ids: readonly string[]): Problem => {
  const named = ids.slice(0, mostNamed).join(', ');
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : '';
  const next = 'Check them: the query `sensors` lists what there is.';
  return problem(field, 'UNKNOWN', `There is no ${what} of: ${named}${more}`, next);
};

const nobody = (scope: SensorScope): Problem =>
  lists.every(({ field }) => scope[field] === null)
    ? problem('sensorIds', 'NOTHING_THERE', 'No sensor is registered', 'Ask again when there are some.')
    : problem(
        lists.find(({ field }) => scope[field] !== null)?.field as string,
        'NOTHING_THERE',
        'No sensor is in all of these lists: each of them narrows',
        'Leave some of them out.',
      );

const byId = (a: FileSensor, b: FileSensor): number => (a.id < b.id ? -1 : 1);

/**
 * The sensors that are meant, retired ones too, since their history is asked for: sorted by id, one at least; or everything that is wrong with the scope. None of the lists
 * narrows where it is null, and of several each does.
 */
export const findSensors = (
  scope: SensorScope,
  directory: Pick<Directory, 'all'>,
): readonly FileSensor[] | readonly Problem[] => {
  const narrowing = lists.flatMap((list) => {
    const ids = scope[list.field];
    return ids === null ? [] : [{ ...list, wanted: new Set(ids), unmet: new Set(ids) }];
  });
  const found: SensorChanged[] = [];
  for (const sensor of directory.all()) {
    let isMeant = true;
    for (const { of, wanted, unmet } of narrowing) {
      const id = of(sensor);
      if (id === null || !wanted.has(id)) isMeant = false;
      else unmet.delete(id);
    }
    if (isMeant) found.push(sensor);
  }
  const problems = narrowing.flatMap((list) => (list.unmet.size > 0 ? [unknown(list, [...list.unmet])] : []));
  if (problems.length > 0) return problems;
  return found.length > 0 ? found.map(fileSensorOf).sort(byId) : [nobody(scope)];
};

/** The same, of a directory that has caught up: a sensor that was registered a moment ago is found. */
export const findSensorsNow = async (
  scope: SensorScope,
  directory: Pick<Directory, 'all' | 'catchUp'>,
): Promise<readonly FileSensor[] | readonly Problem[]> => {
  const found = findSensors(scope, directory);
  if (!areProblems(found)) return found;
  await directory.catchUp();
  return findSensors(scope, directory);
};
