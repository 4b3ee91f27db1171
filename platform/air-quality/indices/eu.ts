import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { settle } from './rounding.ts';
import type { Category } from './us-epa.ts';

/**
 * European Air Quality Index 2024: upper bounds of bands 1 to 5 in µg/m³, of hourly concentrations (ETC HE Report
 * 2024/17; the EEA's airindex.eea.europa.eu). Bands are not interpolated; the worst quantity decides.
 */
const upperBounds = {
  PM25: [5, 15, 50, 90, 140],
  PM10: [15, 45, 120, 195, 270],
  O3: [60, 100, 120, 160, 180],
  NO2: [10, 25, 60, 100, 150],
  SO2: [20, 40, 125, 190, 275],
} as const satisfies Partial<Record<Quantity, readonly number[]>>;

export type EuQuantity = keyof typeof upperBounds;
export const euQuantities: readonly EuQuantity[] = ['PM25', 'PM10', 'O3', 'NO2', 'SO2'];

/** Names and colours are the EEA's; the messages are ours, in the sense of its own. */
const bands: readonly Category[] = [
  { name: 'Good', color: '#50f0e6', message: 'The air is good. Enjoy what you usually do outside.' },
  { name: 'Fair', color: '#50ccaa', message: 'Enjoy what you usually do outside.' },
  {
    name: 'Moderate',
    color: '#f0e641',
    message:
      'Most can go on as usual; sensitive people should cut down heavy effort outside when they feel symptoms.',
  },
  {
    name: 'Poor',
    color: '#ff5050',
    message:
      'Cut down heavy effort outside if your eyes or throat hurt; sensitive people should cut it down anyway.',
  },
  {
    name: 'Very Poor',
    color: '#960032',
    message: 'Cut down effort outside; sensitive people should avoid it, above all when they feel symptoms.',
  },
  {
    name: 'Extremely Poor',
    color: '#7d2181',
    message: 'Avoid effort outside; sensitive people should stay indoors.',
  },
];

/** From the best to the worst. */
export const euCategoryNames: readonly string[] = bands.map(({ name }) => name);

/**
 * Band 1 to 6 of an hourly concentration in µg/m³ (gases at 20 °C). The published table names whole numbers ("6–15") and
 * no rule for rounding: a concentration belongs to the first band whose upper bound it does not pass.
 */
export const euBand = (quantity: EuQuantity, ugM3: number): number => {
  const settled = settle(ugM3);
  const passed = upperBounds[quantity].filter((bound) => settled > bound).length;
  return passed + 1;
};

/** What a band from 1 to 6 is called, its colour and its message. */
export const euCategory = (band: number): Category => {
  const category = bands[band - 1];
  if (category === undefined) throw new RangeError(`${band} is no band of the European index`);
  return category;
};
