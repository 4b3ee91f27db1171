import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Condition, RuleDefinition } from '../../../domain/rule/rule.ts';
import { isInScope } from '../../../domain/scope/is-in-scope.ts';
import { quantitiesOf } from '../../../domain/signal/reach.ts';
import type { TriedInput } from '../tried.ts';

export interface DryRunInput extends TriedInput {
  readonly sensorIds?: readonly string[] | null | undefined;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const dayMs = 86_400_000;
export const most = { sensors: 20, days: 400, readings: 500_000 } as const;

const problem = (field: string, code: Problem['code'], reason: string, next: string): readonly Problem[] => [
  { field, code, reason, next },
];

/** Why a stretch cannot be tried; none where it can. */
export const spanFaults = ({ from, to }: DryRunInput, now: EpochMs): readonly Problem[] => {
  if (from >= now)
    return problem('from', 'OUT_OF_RANGE', 'Nothing is known of the time to come', 'Begin earlier.');
  if (from >= to) return problem('to', 'OUT_OF_RANGE', 'It is not after the beginning', 'End later.');
  const days = Math.ceil((to - from) / dayMs);
  return days > most.days
    ? problem(
        'to',
        'OUT_OF_RANGE',
        `The two are ${days.toLocaleString('en')} days apart`,
        `Ask for ${most.days} at most.`,
      )
    : [];
};

/** Forecasts are dropped after some weeks, and read by nobody but their own room. */
export const signalFaults = (
  { condition }: RuleDefinition,
  fieldOf: (path: string) => string,
): readonly Problem[] =>
  condition.kind === 'THRESHOLD' && condition.signal.kind === 'FORECAST'
    ? problem(
        fieldOf('condition.signal'),
        'NOT_USED',
        'Forecasts are not kept long enough to be tried',
        'Try it on what was measured: ROLLING_MEAN over PT24H.',
      )
    : [];

/** Whether a sensor measures what is watched: what does not is never judged. */
const measures = (condition: Condition, { quantities }: SensorChanged): boolean => {
  const watched: readonly Quantity[] =
    condition.kind === 'THRESHOLD'
      ? quantitiesOf(condition.signal)
      : condition.quantity === null
        ? quantities
        : [condition.quantity];
  return watched.some((quantity) => quantities.includes(quantity));
};

/** The sensors of a scope that are looked at: those that were named, or the first by id. */
export const chooseSensors = (
  directory: Pick<Directory, 'all' | 'find'>,
  { condition, scope }: RuleDefinition,
  named: DryRunInput['sensorIds'],
): readonly SensorChanged[] | readonly Problem[] => {
  const field = 'sensorIds';
  if (named === null || named === undefined) {
    const inScope = [...directory.all()].filter(
      (sensor) => isInScope(scope, sensor) && measures(condition, sensor),
    );
    return inScope.sort((a, b) => (a.sensorId < b.sensorId ? -1 : 1)).slice(0, most.sensors);
  }
  const ids = [...new Set(named)];
  if (ids.length === 0) return problem(field, 'MISSING', 'The list is empty', 'Name one, or leave it out.');
  if (ids.length > most.sensors)
    return problem(field, 'TOO_MANY', `${ids.length} are named`, `Name ${most.sensors} at most.`);
  const found: SensorChanged[] = [];
  for (const id of ids) {
    const sensor = directory.find(id);
    if (sensor === undefined)
      return problem(
        field,
        'UNKNOWN_ID',
        `There is no sensor ${JSON.stringify(id.slice(0, 128))}`,
        'Check the id.',
      );
    if (!isInScope(scope, sensor))
      return problem(
        field,
        'NOT_USED',
        `${id} is not in the scope of the rule`,
        'Leave it out, or widen the scope.',
      );
    found.push(sensor);
  }
  return found;
};

export const tooManyReadings = problem(
  'to',
  'TOO_MANY',
  `There are more than ${most.readings.toLocaleString('en')} readings`,
  'Ask for fewer sensors, or a shorter time.',
);
