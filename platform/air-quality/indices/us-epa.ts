import {
  type BreakpointTable,
  type Segment,
  type TableName,
  tableOn,
  type UsEpaCategory,
} from '../us-epa-tables.ts';
import { truncate } from './rounding.ts';

export interface Category {
  readonly name: string;
  /** #rrggbb. */
  readonly color: string;
  readonly message: string;
}

/** Names and colours of EPA-454/B-24-002, tables 1 and 2; the messages are ours, in the sense of its cautionary statements. */
const categories: readonly (Category & { readonly name: UsEpaCategory; readonly upTo: number })[] = [
  {
    upTo: 50,
    name: 'Good',
    color: '#00e400',
    message: 'The air poses little or no risk. A good time to be active outside.',
  },
  {
    upTo: 100,
    name: 'Moderate',
    color: '#ffff00',
    message:
      'Fine for most. People who are unusually sensitive may want to make outdoor effort shorter or lighter.',
  },
  {
    upTo: 150,
    name: 'Unhealthy for Sensitive Groups',
    color: '#ff7e00',
    message:
      'People with heart or lung disease, older adults, children and pregnant women should take more breaks and make outdoor effort lighter.',
  },
  {
    upTo: 200,
    name: 'Unhealthy',
    color: '#ff0000',
    message: 'Sensitive groups should avoid long or heavy effort outside; everyone else should cut it down.',
  },
  {
    upTo: 300,
    name: 'Very Unhealthy',
    color: '#8f3f97',
    message:
      'Sensitive groups should stay away from all effort outside; everyone else should avoid long or heavy effort.',
  },
  {
    upTo: Number.POSITIVE_INFINITY,
    name: 'Hazardous',
    color: '#7e0023',
    message:
      'A health emergency: everyone should avoid all effort outside; sensitive groups should stay in clean indoor air.',
  },
];

/** The category of an index value; above 500 it stays Hazardous. */
export const usEpaCategory = (index: number): Category => {
  const category = categories.find(({ upTo }) => index <= upTo);
  if (category === undefined) throw new RangeError(`${index} is no index`);
  return category;
};

export interface UsEpaValue {
  /** Null where the table does not define an index: O3 1 h below 0.125 ppm, O3 8 h above its last breakpoint. */
  readonly index: number | null;
  /** In the table's unit, truncated as it was looked up. */
  readonly concentration: number;
}

/**
 * EPA's index of a concentration in the table's unit: truncated, interpolated linearly between breakpoints (equation 1),
 * rounded. Negative concentrations count as 0. Above the last breakpoint the top slope goes on (EPA-454/B-24-002, "above
 * 500"), except for O3 8 h, which ends at 300. `date`: the period's local ISO date, for the table in force.
 */
export const usEpaIndex = (name: TableName, concentration: number, date: string): UsEpaValue => {
  const table = tableOn(name, date);
  const cut = truncate(Math.max(0, concentration), table.decimals);
  const segment = segmentOf(table, cut);
  if (segment === null) return { index: null, concentration: cut };
  const [lowC, highC, lowIndex, highIndex] = segment;
  const exact = ((highIndex - lowIndex) / (highC - lowC)) * (cut - lowC) + lowIndex;
  return { index: Math.round(Number(exact.toFixed(6))), concentration: cut };
};

const segmentOf = ({ segments }: BreakpointTable, cut: number): Segment | null => {
  const within = segments.find(([lowC, highC]) => cut >= lowC && cut <= highC);
  if (within !== undefined) return within;
  const last = segments.at(-1);
  return last !== undefined && cut > last[1] && last[3] === 500 ? last : null;
};
