import { acceptedUnits, accepts } from '@aqmrg/platform/air-quality/units.ts';
import type { ReportedReading } from '@aqmrg/schema/events/readings.ts';
import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type Refusal, refused, shown } from './refusal.ts';
import { mayReport, type Reporter } from './reporters.ts';
import { isMissing, shapeRow } from './row-shape.ts';

export interface AcceptedRow {
  readonly kind: 'accepted';
  readonly sensorId: string;
  readonly reading: ReportedReading;
}

/** What a sensor must be known by at the door. */
export type SensorAtTheDoor = Pick<SensorChanged, 'quantities' | 'retired' | 'networkId' | 'organisation'>;

export interface Door {
  readonly find: (sensorId: string) => SensorAtTheDoor | undefined;
  /** Who sends the rows. */
  readonly reporter: Reporter;
  readonly now: EpochMs;
}

/** How far a clock may run ahead: what lies further is refused, what lies nearer is flagged. */
const aheadMs = 5 * 60_000;
const longestPeriodMs = 31 * 86_400_000;

/** The one judgement of all doors: whether a row can be a reading at all. What is doubtful is let in and flagged behind. */
export const judge = (row: unknown, { find, reporter, now }: Door): AcceptedRow | Refusal => {
  const shaped = shapeRow(row);
  if (shaped.kind === 'refused') return shaped;
  const { sensorId, reading } = shaped;
  const { quantity, unit, value, periodStart, periodEnd } = reading;
  const sensor = find(sensorId);
  if (sensor === undefined) {
    return refused('sensorId', 'UNKNOWN_SENSOR', `There is no sensor ${shown(sensorId)}: register it first.`);
  }
  if (!mayReport(reporter, sensor)) {
    return refused(
      'sensorId',
      'NOT_YOURS',
      `Sensor ${shown(sensorId)} is not among those that you may report: it belongs to another network or organisation.`,
    );
  }
  if (sensor.retired) {
    return refused(
      'sensorId',
      'RETIRED_SENSOR',
      `Sensor ${shown(sensorId)} is retired: register a new deployment.`,
    );
  }
  if (sensor.quantities.length > 0 && !sensor.quantities.includes(quantity)) {
    const declared = sensor.quantities.join(', ');
    return refused(
      'quantity',
      'WRONG_QUANTITY',
      `This sensor measures ${declared}, not ${quantity}: correct the row, or add the quantity to the sensor.`,
    );
  }
  if (!accepts(quantity, unit)) {
    const possible = acceptedUnits(quantity).join(' or ');
    return refused('unit', 'WRONG_UNIT', `${quantity} is not measured in ${unit}: send it in ${possible}.`);
  }
  if (isMissing(value)) {
    return refused('value', 'MISSING_VALUE', `${value} stands for a missing value: leave the row out.`);
  }
  if (periodEnd <= periodStart) {
    return refused(
      'periodEnd',
      'PERIOD_REVERSED',
      'The period ends before it starts, or is empty: correct it.',
    );
  }
  if (periodEnd - periodStart > longestPeriodMs) {
    return refused(
      'periodEnd',
      'PERIOD_TOO_LONG',
      'A reading averages over at most 31 days: send shorter periods.',
    );
  }
  if (periodEnd > now + aheadMs) {
    return refused(
      'periodEnd',
      'PERIOD_IN_FUTURE',
      `The period ends ${Math.round((periodEnd - now) / 1000)} s from now: send it when it is over, and check the clock.`,
    );
  }
  return { kind: 'accepted', sensorId, reading };
};
