import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { type EpochMs, type Quantity, quantities } from '@aqmrg/schema/events/vocabulary.ts';
import { distanceKm, placeOf } from './distance.ts';
import { neighbourMeans, neighbourRadiusKm } from './neighbours.ts';
import { type HourlyInput, lookbackHours } from './types.ts';
import { windComponents } from './wind.ts';

const hourMs = 3_600_000;

/** Rows of the largest answer that one query can bring: tens of megabytes. */
const rowsAtOnce = 100_000;

/** An hour counts where readings cover this share of it, as for the indices. */
const leastCoveredMs = 0.75 * hourMs;

/** A sensor whose history is read. */
export type SensorPlace = Pick<HourlyInput, 'sensorId' | 'timeZone' | 'latitude' | 'longitude'>;

export interface HistoryRequest {
  readonly quantity: Quantity;
  /** A full UTC hour. */
  readonly origin: EpochMs;
  readonly sensors: readonly SensorPlace[];
  /** Series beside `target`: what `Models.series` names. */
  readonly series: readonly string[];
  /** Who else may be a neighbour: all that measure the quantity. Asked for where `series` names neighbours. */
  readonly others?: readonly SensorPlace[];
  readonly signal?: AbortSignal;
}

const isQuantity = (name: string): name is Quantity => quantities.some((quantity) => quantity === name);

/** What has to be read of a sensor for these series. */
const quantitiesFor = (series: readonly string[]): readonly Quantity[] => [
  ...new Set(
    series.flatMap((name): readonly Quantity[] =>
      name === 'WIND_U' || name === 'WIND_V'
        ? ['WIND_SPEED', 'WIND_DIRECTION']
        : isQuantity(name)
          ? [name]
          : [],
    ),
  ),
];

type Grids = ReadonlyMap<string, Float64Array>;
const gridKey = (sensorId: string, quantity: Quantity): string => `${quantity} ${sensorId}`;
const emptyGrid = (): Float64Array => new Float64Array(lookbackHours).fill(Number.NaN);

const readGrids = async (
  reader: SeriesReader,
  sensorIds: readonly string[],
  wanted: readonly Quantity[],
  { origin, signal }: HistoryRequest,
): Promise<Grids> => {
  const grids = new Map<string, Float64Array>();
  const atOnce = Math.max(1, Math.floor(rowsAtOnce / (lookbackHours * wanted.length)));
  const span = { from: origin - lookbackHours * hourMs, to: origin };
  for (let first = 0; first < sensorIds.length; first += atOnce) {
    const chunk = sensorIds.slice(first, first + atOnce);
    const rows = await reader.hourly({ sensorIds: chunk, quantities: wanted, ...span }, signal);
    for (const { sensorId, quantity, hourStart, mean, coveredMs } of rows) {
      if (coveredMs < leastCoveredMs || !Number.isFinite(mean)) continue;
      const key = gridKey(sensorId, quantity);
      const grid = grids.get(key) ?? emptyGrid();
      grids.set(key, grid);
      grid[(origin - hourStart) / hourMs - 1] = mean;
    }
  }
  return grids;
};

/** Those of `others` that are near enough to one of the sensors to count, and not among them. */
const nearOnes = ({ sensors, others = [] }: HistoryRequest): readonly SensorPlace[] => {
  const own = new Set(sensors.map(({ sensorId }) => sensorId));
  const places = sensors.flatMap((sensor) => placeOf(sensor) ?? []);
  return others.filter((other) => {
    const place = placeOf(other);
    return (
      place !== null &&
      !own.has(other.sensorId) &&
      places.some((sensor) => distanceKm(sensor, place) <= neighbourRadiusKm)
    );
  });
};

/**
 * The last 672 hours of many sensors, from the hourly rollup. The queries ask for all sensors and quantities together, in
 * chunks of bounded size, one after the other. Answers in the order of the sensors asked for.
 * Throws a RangeError where the origin is not a full hour.
 */
export const readHistories = async (
  reader: SeriesReader,
  request: HistoryRequest,
): Promise<readonly HourlyInput[]> => {
  const { quantity, sensors, series, origin } = request;
  if (origin % hourMs !== 0) throw new RangeError(`an origin is a full hour, not ${origin}`);
  const idsOf = (all: readonly SensorPlace[]) => [...new Set(all.map(({ sensorId }) => sensorId))];
  const wanted = [...new Set([quantity, ...quantitiesFor(series)])];
  const grids = await readGrids(reader, idsOf(sensors), wanted, request);
  const gridOf = (from: Grids, { sensorId }: SensorPlace, of: Quantity) =>
    from.get(gridKey(sensorId, of)) ?? emptyGrid();

  const withNeighbours = series.includes('neighbours');
  const near = withNeighbours ? nearOnes(request) : [];
  const nearGrids = await readGrids(reader, idsOf(near), [quantity], request);
  const placed = [
    ...sensors.map((sensor) => ({ place: placeOf(sensor), target: gridOf(grids, sensor, quantity) })),
    ...near.map((sensor) => ({ place: placeOf(sensor), target: gridOf(nearGrids, sensor, quantity) })),
  ];
  const neighbours = withNeighbours ? neighbourMeans(placed, sensors.length, lookbackHours) : [];

  return sensors.map((sensor, index) => {
    const of = (name: Quantity) => gridOf(grids, sensor, name);
    const wind =
      series.includes('WIND_U') || series.includes('WIND_V')
        ? windComponents(of('WIND_SPEED'), of('WIND_DIRECTION'))
        : {};
    const around = neighbours[index];
    return {
      sensorId: sensor.sensorId,
      timeZone: sensor.timeZone,
      latitude: sensor.latitude,
      longitude: sensor.longitude,
      series: {
        target: (placed[index] as (typeof placed)[number]).target,
        ...Object.fromEntries(series.filter(isQuantity).map((name) => [name, of(name)])),
        ...wind,
        ...(around === undefined ? {} : { neighbours: around }),
      },
    };
  });
};
