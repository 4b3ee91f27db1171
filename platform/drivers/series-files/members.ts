import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { FilePiece, FileSensor } from '../../ports/series-files.ts';
import { byText } from '../series/order.ts';

/** A series of a piece: one quantity of one sensor. */
export interface Member {
  /** What its rows are numbered by. */
  readonly series: number;
  readonly sensor: FileSensor;
  readonly quantity: Quantity;
  /** Its place among the rows of a period: a sensor's quantities share one where they share a row. */
  readonly rank: number;
}

/** The series of a piece that exist, in the order of their rows. */
export const membersOf = (
  { sensors, quantities, quality, kind }: FilePiece['rows'],
  find: (sensorId: string, quantity: Quantity) => number | undefined,
): readonly Member[] => {
  if (quality.length === 0) return [];
  const bySensor = new Map(sensors.map((sensor) => [sensor.id, sensor]));
  const wanted = [...new Set(quantities)].sort();
  const members: Member[] = [];
  let rank = 0;
  for (const sensor of [...bySensor.values()].sort((a, b) => byText(a.id, b.id))) {
    if (kind === 'wide') rank += 1;
    for (const quantity of wanted) {
      const series = find(sensor.id, quantity);
      if (series === undefined) continue;
      if (kind !== 'wide') rank += 1;
      members.push({ series, sensor, quantity, rank });
    }
  }
  return members;
};
