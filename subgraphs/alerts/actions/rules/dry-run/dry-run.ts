import { setImmediate } from 'node:timers/promises';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import { isOfArea } from '../../../domain/area/area-condition.ts';
import type { Sample } from '../../../domain/lifecycle/sample.ts';
import { isProblems, type Problem } from '../../../domain/problem.ts';
import type { RuleDefinition } from '../../../domain/rule/rule.ts';
import { openRaising } from '../../../domain/rule/try/raised.ts';
import { type DryRun, openTally, type Subject, type Tally } from '../../../domain/rule/try/tally.ts';
import { isOfHours } from '../../../domain/signal/reach.ts';
import type { FindTried, Tried } from '../tried.ts';
import { chooseSensors, type DryRunInput, most, signalFaults, spanFaults, tooManyReadings } from './asked.ts';
import { judgeArea, judgeHours } from './judge-hours.ts';
import { judgeReadings, type Spend } from './judge-readings.ts';
import type { Judged, Stretch } from './judged.ts';

export interface DryRunGround {
  readonly findTried: FindTried;
  readonly directory: Pick<Directory, 'all' | 'catchUp' | 'find'>;
  readonly reader: Pick<SeriesReader, 'hourly' | 'readings' | 'series'>;
  readonly now: () => number;
}

/** More would keep others from their turn for too long. */
class TooManyReadings extends Error {}

const openSpend = (): Spend => {
  let left: number = most.readings;
  return (readings) => {
    left -= readings;
    if (left < 0) throw new TooManyReadings();
  };
};

const subjectOf = (sensor: SensorChanged | null): Subject => ({
  sensorId: sensor?.sensorId ?? null,
  labels: {
    ...{ SENSOR: sensor?.sensorId ?? null, SITE: sensor?.siteId ?? null },
    ...{ NETWORK: sensor?.networkId ?? null, COUNTRY: sensor?.country ?? null },
  },
});

const isChosen = (found: readonly SensorChanged[] | readonly Problem[]): found is readonly SensorChanged[] =>
  found.every((one) => 'sensorId' in one);

/** Each subject with what is judged of it. */
function* subjectsOf(
  { condition }: RuleDefinition,
  sensors: readonly SensorChanged[],
  stretch: Stretch,
): Iterable<readonly [Subject, Judged]> {
  if (isOfArea(condition)) {
    if (sensors.length > 0) yield [subjectOf(null), judgeArea(condition, sensors, stretch)];
    return;
  }
  const spend = openSpend();
  for (const sensor of sensors) {
    const isByHours = condition.kind === 'THRESHOLD' && isOfHours(condition.signal);
    const judged = isByHours
      ? judgeHours(condition, sensor, stretch)
      : judgeReadings(condition, sensor, stretch, spend);
    yield [subjectOf(sensor), judged];
  }
}

const followOne = async (
  { condition, pace }: RuleDefinition,
  [subject, judged]: readonly [Subject, Judged],
  { stretch: { to, signal }, tally }: { readonly stretch: Stretch; readonly tally: Tally },
): Promise<void> => {
  const raising = openRaising(pace);
  const account = tally.begin(subject);
  // of silence, to be heard of is to be known
  const isKnown = ({ value }: Sample): boolean => value !== null || condition.kind === 'OFFLINE';
  for await (const samples of judged) {
    account.judged(samples, isKnown);
    account.raised(raising.take(samples));
    await setImmediate();
    signal.throwIfAborted();
  }
  account.raised(raising.endAt(to));
  account.end();
};

/**
 * What a rule would have raised and sent over readings that are kept, by the functions that judge live, from a moment at which nothing was known. One sensor after the
 * other, and a little at a time. Rejects where `signal` aborts.
 */
export const createDryRun = ({ findTried, directory, reader, now }: DryRunGround) => {
  const run = async (
    { rule }: Tried,
    sensors: readonly SensorChanged[],
    stretch: Stretch,
  ): Promise<DryRun> => {
    const tally = openTally(stretch, rule);
    for (const subject of subjectsOf(rule, sensors, stretch))
      await followOne(rule, subject, { stretch, tally });
    return tally.total(sensors.length);
  };

  return async (
    input: DryRunInput,
    caller: Caller,
    signal: AbortSignal,
  ): Promise<DryRun | readonly Problem[]> => {
    const at = now();
    const faults = spanFaults(input, at);
    const tried = await findTried(input, caller);
    if (isProblems(tried)) return [...faults, ...tried];
    const found = [...faults, ...signalFaults(tried.rule, tried.fieldOf)];
    if (found.length > 0) return found;
    await directory.catchUp();
    const sensors = chooseSensors(directory, tried.rule, input.sensorIds);
    if (!isChosen(sensors)) return sensors;
    const stretch = { from: input.from, to: Math.min(input.to, at), reader, signal };
    return run(tried, sensors, stretch).catch((error: unknown) => {
      if (error instanceof TooManyReadings) return tooManyReadings;
      throw error;
    });
  };
};
