import { boxAround, type GeoPoint, longitudeSpans } from '@aqmrg/platform/air-quality/geo.ts';
import type { Area } from '../rule/scope.ts';

const coarsest = 90;
/** Sides of cells, degrees: an area lies in the finest of these grids in which it takes few cells. */
const sides = [0.25, 1, 4, 16, coarsest] as const;
const mostCells = 16;

const cellOf = (side: number, latitude: number, longitude: number): string =>
  `${side} ${Math.floor(latitude / side)} ${Math.floor(longitude / side)}`;

type Span = readonly [from: number, to: number];

const countIn = ([from, to]: Span, side: number): number =>
  Math.floor(to / side) - Math.floor(from / side) + 1;

/** Where cells begin that hold a span. */
const beginsIn = (span: Span, side: number): number[] =>
  Array.from({ length: countIn(span, side) }, (_, n) => (Math.floor(span[0] / side) + n) * side);

const boxOf = (area: Area) =>
  area.kind === 'BOX'
    ? area
    : boxAround({ lat: area.latitude, lon: area.longitude, radiusKm: area.radiusKm });

/** Cells of one grid that hold an area, and perhaps some around it. */
export const cellsAround = (area: Area): readonly string[] => {
  const box = boxOf(area);
  const rows: Span = [box.south, box.north];
  const columns = longitudeSpans(box);
  const count = (side: number): number =>
    countIn(rows, side) * columns.reduce((sum, span) => sum + countIn(span, side), 0);
  const side = sides.find((one) => count(one) <= mostCells) ?? coarsest;
  const wests = columns.flatMap((span) => beginsIn(span, side));
  return beginsIn(rows, side).flatMap((south) => wests.map((west) => cellOf(side, south, west)));
};

/** The cell of each grid in which a place lies. */
export const cellsAbout = ({ latitude, longitude }: GeoPoint): readonly string[] =>
  sides.map((side) => cellOf(side, latitude, longitude));
