import { coverage } from '@aqmrg/platform/air-quality/coverage.ts';
import type { SeriesColumns } from '@aqmrg/platform/ports/series.ts';
import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';
import type { EpochMs, Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Availability, MonthAvailability, SensorAvailability } from './availability.ts';

/** Calendar months of one quantity: a group a sensor, called by its id, on its own calendar. */
export interface QuantityMonths {
  readonly quantity: Quantity;
  readonly columns: readonly SeriesColumns[];
}

interface Wanted {
  readonly sensors: readonly Pick<FileSensor, 'id' | 'reportingIntervalMs'>[];
  readonly quantities: readonly QuantityMonths[];
  /** What was counted: months are cut by it. */
  readonly from: EpochMs;
  readonly to: EpochMs;
}

type Sensor = Wanted['sensors'][number];

const monthsOf = (
  {
    quantity,
    columns: { starts, counts, lengthsMs, coveredMs },
  }: { quantity: Quantity; columns: SeriesColumns },
  { reportingIntervalMs }: Sensor,
  { from, to }: Wanted,
): readonly MonthAvailability[] =>
  starts.flatMap((month, n) => {
    const rows = counts[n] ?? 0;
    if (rows === 0) return [];
    const inside = Math.min(month + (lengthsMs[n] ?? 0), to) - Math.max(month, from);
    return [
      { quantity, month, rows, coverage: coverage(rows, inside, reportingIntervalMs, coveredMs[n] ?? 0) },
    ];
  });

const rowsOf = (of: readonly { readonly rows: number }[]): number =>
  of.reduce((sum, { rows }) => sum + rows, 0);

/** What there is of each sensor that has any: by sensor, then month, then quantity. */
export const availabilityOf = (wanted: Wanted): Availability => {
  const found = new Map<string, { quantity: Quantity; columns: SeriesColumns }[]>();
  for (const { quantity, columns } of wanted.quantities)
    for (const one of columns) {
      const there = found.get(one.id) ?? [];
      there.push({ quantity, columns: one });
      found.set(one.id, there);
    }
  const sensors = [...wanted.sensors]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((sensor): readonly SensorAvailability[] => {
      const months = (found.get(sensor.id) ?? [])
        .flatMap((of) => monthsOf(of, sensor, wanted))
        .sort((a, b) => a.month - b.month);
      return months.length === 0 ? [] : [{ sensorId: sensor.id, rows: rowsOf(months), months }];
    });
  return { rows: rowsOf(sensors), sensors };
};
