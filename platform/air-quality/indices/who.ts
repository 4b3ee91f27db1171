import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import { settle } from './rounding.ts';
import type { Category } from './us-epa.ts';

/** From the strictest to none: the guideline itself, interim targets 4 to 1, above all targets. */
export const whoTargets = ['AQG', 'IT4', 'IT3', 'IT2', 'IT1', 'NONE'] as const;
export type WhoTarget = (typeof whoTargets)[number];

interface Levels {
  readonly AQG: number;
  readonly IT4?: number;
  readonly IT3?: number;
  readonly IT2?: number;
  readonly IT1: number;
}

/**
 * Short-term levels: 24 h means, O3 the highest 8 h mean; µg/m³, CO in mg/m³. WHO global air quality guidelines 2021
 * (ISBN 978-92-4-003422-8), table 0.1; CO's level and target from the same table.
 */
const levels = {
  PM25: { IT1: 75, IT2: 50, IT3: 37.5, IT4: 25, AQG: 15 },
  PM10: { IT1: 150, IT2: 100, IT3: 75, IT4: 50, AQG: 45 },
  O3: { IT1: 160, IT2: 120, AQG: 100 },
  NO2: { IT1: 120, IT2: 50, AQG: 25 },
  SO2: { IT1: 125, IT2: 50, AQG: 40 },
  CO: { IT1: 7, AQG: 4 },
} as const satisfies Partial<Record<Quantity, Levels>>;

export type WhoQuantity = keyof typeof levels;
export const whoQuantities: readonly WhoQuantity[] = ['PM25', 'PM10', 'O3', 'NO2', 'SO2', 'CO'];

/** The strictest target that a concentration meets; a target is met up to and with its level. */
export const whoTarget = (quantity: WhoQuantity, concentration: number): WhoTarget => {
  const settled = settle(concentration);
  const of: Levels = levels[quantity];
  const met = whoTargets.find(
    (target) => target !== 'NONE' && settled <= (of[target] ?? Number.NEGATIVE_INFINITY),
  );
  return met ?? 'NONE';
};

/** How many times the guideline level a concentration is: it orders quantities that meet the same target. */
export const timesGuideline = (quantity: WhoQuantity, concentration: number): number =>
  concentration / levels[quantity].AQG;

/** WHO names no colours and no messages: the colours follow the European bands, the words are ours. */
const categories: Readonly<Record<WhoTarget, Category>> = {
  AQG: {
    name: 'Meets the guideline',
    color: '#50f0e6',
    message: 'The day met the WHO guideline. Below it harm is small, though not nil.',
  },
  IT4: {
    name: 'Meets interim target 4',
    color: '#50ccaa',
    message: 'The day was above the WHO guideline and met its last interim target.',
  },
  IT3: {
    name: 'Meets interim target 3',
    color: '#f0e641',
    message: 'The day was well above the WHO guideline. Sensitive people may notice.',
  },
  IT2: {
    name: 'Meets interim target 2',
    color: '#ff5050',
    message: 'The day was far above the WHO guideline: such days raise illness and deaths.',
  },
  IT1: {
    name: 'Meets interim target 1',
    color: '#960032',
    message: 'The day met only the first interim target: harmful for everyone, most for sensitive people.',
  },
  NONE: {
    name: 'Above interim target 1',
    color: '#7d2181',
    message: 'The day was above every WHO target: harmful for everyone.',
  },
};

export const whoCategory = (target: WhoTarget): Category => categories[target];
