import type { Unit } from '@aqmrg/schema/events/vocabulary.ts';

/** From the best to the worst: EPA-454/B-24-002, table 1. */
export const usEpaCategories = [
  'Good',
  'Moderate',
  'Unhealthy for Sensitive Groups',
  'Unhealthy',
  'Very Unhealthy',
  'Hazardous',
] as const;
export type UsEpaCategory = (typeof usEpaCategories)[number];

/** Concentration and index at both ends of a segment; concentrations in the table's unit, both ends inclusive. */
export type Segment = readonly [lowC: number, highC: number, lowIndex: number, highIndex: number];

/** Breakpoints of one quantity and averaging period. */
export interface BreakpointTable {
  readonly unit: Unit;
  /** Decimals that are kept before the look-up. */
  readonly decimals: number;
  readonly segments: readonly Segment[];
}

export type TableName = 'PM2.5_24h' | 'PM10_24h' | 'O3_8h' | 'O3_1h' | 'CO_8h' | 'SO2_1h' | 'NO2_1h';

const table = (unit: Unit, decimals: number, segments: readonly Segment[]): BreakpointTable => ({
  unit,
  decimals,
  segments,
});

/** EPA-454/B-24-002 (May 2024), breakpoints = 40 CFR 58 App. G, table 2. */
const current: Readonly<Record<TableName, BreakpointTable>> = {
  'PM2.5_24h': table('MICROGRAM_PER_CUBIC_METRE', 1, [
    [0, 9, 0, 50],
    [9.1, 35.4, 51, 100],
    [35.5, 55.4, 101, 150],
    [55.5, 125.4, 151, 200],
    [125.5, 225.4, 201, 300],
    [225.5, 325.4, 301, 500],
  ]),
  PM10_24h: table('MICROGRAM_PER_CUBIC_METRE', 0, [
    [0, 54, 0, 50],
    [55, 154, 51, 100],
    [155, 254, 101, 150],
    [255, 354, 151, 200],
    [355, 424, 201, 300],
    [425, 604, 301, 500],
  ]),
  O3_8h: table('PARTS_PER_MILLION', 3, [
    [0, 0.054, 0, 50],
    [0.055, 0.07, 51, 100],
    [0.071, 0.085, 101, 150],
    [0.086, 0.105, 151, 200],
    [0.106, 0.2, 201, 300],
  ]),
  O3_1h: table('PARTS_PER_MILLION', 3, [
    [0.125, 0.164, 101, 150],
    [0.165, 0.204, 151, 200],
    [0.205, 0.404, 201, 300],
    [0.405, 0.604, 301, 500],
  ]),
  CO_8h: table('PARTS_PER_MILLION', 1, [
    [0, 4.4, 0, 50],
    [4.5, 9.4, 51, 100],
    [9.5, 12.4, 101, 150],
    [12.5, 15.4, 151, 200],
    [15.5, 30.4, 201, 300],
    [30.5, 50.4, 301, 500],
  ]),
  SO2_1h: table('PARTS_PER_BILLION', 0, [
    [0, 35, 0, 50],
    [36, 75, 51, 100],
    [76, 185, 101, 150],
    [186, 304, 151, 200],
    [305, 604, 201, 300],
    [605, 1004, 301, 500],
  ]),
  NO2_1h: table('PARTS_PER_BILLION', 0, [
    [0, 53, 0, 50],
    [54, 100, 51, 100],
    [101, 360, 101, 150],
    [361, 649, 151, 200],
    [650, 1249, 201, 300],
    [1250, 2049, 301, 500],
  ]),
};

/** What a table said before a revision, by the first local date of the revision. */
const superseded: readonly {
  readonly before: string;
  readonly name: TableName;
  readonly table: BreakpointTable;
}[] = [
  {
    // 78 FR 3086 (2013); replaced by 89 FR 16202, effective 2024-05-06.
    before: '2024-05-06',
    name: 'PM2.5_24h',
    table: table('MICROGRAM_PER_CUBIC_METRE', 1, [
      [0, 12, 0, 50],
      [12.1, 35.4, 51, 100],
      [35.5, 55.4, 101, 150],
      [55.5, 150.4, 151, 200],
      [150.5, 250.4, 201, 300],
      [250.5, 350.4, 301, 400],
      [350.5, 500.4, 401, 500],
    ]),
  },
  {
    // 73 FR 16436 (2008); replaced by 80 FR 65292, effective 2015-12-28.
    before: '2015-12-28',
    name: 'O3_8h',
    table: table('PARTS_PER_MILLION', 3, [
      [0, 0.059, 0, 50],
      [0.06, 0.075, 51, 100],
      [0.076, 0.095, 101, 150],
      [0.096, 0.115, 151, 200],
      [0.116, 0.374, 201, 300],
    ]),
  },
];

/** What is in force now, and in days to come as far as anybody knows: each category has one segment. */
export const newestTable = (name: 'PM2.5_24h' | 'PM10_24h'): BreakpointTable => current[name];

/** The table in force on a local date (ISO). Dates before the oldest revision known here take that oldest table. */
export const tableOn = (name: TableName, date: string): BreakpointTable =>
  superseded.find((old) => old.name === name && date < old.before)?.table ?? current[name];
