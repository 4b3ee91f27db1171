import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { AreaCondition } from '../../../domain/area/area-condition.ts';
import { areaSamples } from '../../../domain/area/area-samples.ts';
import type { Condition, Signal } from '../../../domain/rule/rule.ts';
import { createHistory, type History } from '../../../domain/signal/history/history.ts';
import { quantitiesOf, reachMs } from '../../../domain/signal/reach.ts';
import { samplesOf } from '../../../domain/signal/samples.ts';
import { type Judged, type Sensor, type Stretch, zoneOf } from './judged.ts';

const dayMs = 24 * hourMs;
/** Rows of one read: 20 sensors and six quantities make 2,880 a day. */
const readMs = 30 * dayMs;
/** Hours of sensors between two turns of the event loop: an index takes some hundredths of a millisecond. */
const hoursATurn = 120;

type Watched = Extract<Condition, { readonly kind: 'THRESHOLD' }>;

const hourOf = (at: EpochMs): EpochMs => Math.floor(at / hourMs) * hourMs;

/** Stretches of at most so long, one after the other. */
function* parts(from: EpochMs, to: EpochMs, longestMs: number): Iterable<readonly [EpochMs, EpochMs]> {
  for (let start = from; start < to; start += longestMs) yield [start, Math.min(to, start + longestMs)];
}

/** Gives the means of hours, of all sensors in one read. */
const giveMeans = async (
  signal: Signal,
  histories: ReadonlyMap<string, History>,
  stretch: Stretch,
): Promise<void> => {
  const { reader, from, to } = stretch;
  const sensorIds = [...histories.keys()];
  for (const [start, end] of parts(hourOf(from - reachMs(signal)), to, readMs)) {
    const query = { sensorIds, quantities: quantitiesOf(signal), from: start, to: end };
    const means = Map.groupBy(await reader.hourly(query, stretch.signal), ({ sensorId }) => sensorId);
    for (const [sensorId, hours] of means) histories.get(sensorId)?.giveHours(hours);
  }
};

/** Hours of which something was heard, though nothing good: they have no mean, but are no silence. */
const giveBadHours = async (
  signal: Signal,
  { sensorId, quantities }: Sensor,
  history: History,
  stretch: Stretch,
): Promise<void> => {
  const { from, to, reader } = stretch;
  for (const quantity of quantitiesOf(signal).filter((one) => quantities.includes(one))) {
    const [counted] = await reader.series(
      {
        groups: [{ id: sensorId, sensorIds: [sensorId], timeZone: 'UTC' }],
        ...{ quantity, from: hourOf(from), to, aggregates: ['COUNT'], version: 'CORRECTED' },
        every: { kind: 'fixed', ms: hourMs },
        quality: ['SUSPECT', 'FAIL'],
      },
      stretch.signal,
    );
    for (const periodStart of counted?.starts ?? []) {
      if (history.track(quantity)?.meanOf(periodStart)) continue;
      const air = { periodStart, periodEnd: periodStart + hourMs, value: 0, revision: 1, isGood: false };
      history.take(quantity, { ...air, flaggedBy: 0, isTested: false });
    }
  }
};

/** What is judged by the hour at one sensor, from the means of hours. */
export async function* judgeHours(condition: Watched, sensor: Sensor, stretch: Stretch): Judged {
  const history = createHistory({ timeZone: zoneOf(sensor) });
  await giveMeans(condition.signal, new Map([[sensor.sensorId, history]]), stretch);
  await giveBadHours(condition.signal, sensor, history, stretch);
  for (const [start, end] of parts(stretch.from, stretch.to, hoursATurn * hourMs))
    yield samplesOf(condition, history, start + 1, end);
}

/** What is judged of sensors together. */
export async function* judgeArea(
  condition: AreaCondition,
  sensors: readonly Sensor[],
  stretch: Stretch,
): Judged {
  const histories = new Map(
    sensors.map((sensor) => [sensor.sensorId, createHistory({ timeZone: zoneOf(sensor) })]),
  );
  await giveMeans(condition.signal, histories, stretch);
  const hours = Math.max(1, Math.floor(hoursATurn / sensors.length));
  for (const [start, end] of parts(stretch.from, stretch.to, hours * hourMs))
    yield areaSamples(condition, histories, start + 1, end);
}
