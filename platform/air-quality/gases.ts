import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';

/** Gases whose mass and volume concentrations can be turned into one another. */
export type Gas = 'O3' | 'NO' | 'NO2' | 'NOX' | 'SO2' | 'CO';

/**
 * g/mol, from the abridged standard atomic weights of IUPAC 2021 (Prohaska et al. 2022, doi 10.1515/pac-2019-0603,
 * table 1): O 15.999, N 14.007, S 32.06, C 12.011. NOX counts as NO2, as Directive 2008/50/EC, Article 2(24), has it.
 */
const molarMass: Readonly<Record<Gas, number>> = {
  O3: 47.997,
  NO: 30.006,
  NO2: 46.005,
  NOX: 46.005,
  SO2: 64.058,
  CO: 28.01,
};

/** J/(mol K), exact since the SI of 2019 (CODATA 2018). */
const gasConstant = 8.314462618;
const zeroCelsiusKelvin = 273.15;
/** The pressure at which gases are weighed here. */
export const standardHectopascal = 1013.25;

/** What a mixing ratio of 1 ppb of this gas weighs, in µg/m³, at this temperature and 1013.25 hPa (ideal gas). */
const ugM3PerPpb = (gas: Gas, celsius: number): number =>
  (molarMass[gas] * standardHectopascal * 0.1) / (gasConstant * (celsius + zeroCelsiusKelvin));

/** ppb → µg/m³ at `celsius` and 1013.25 hPa. EU (Directive 2008/50/EC, Annex VI C) and WHO mean 20 °C. */
export const ppbToUgM3 = (gas: Gas, ppb: number, celsius: number): number => ppb * ugM3PerPpb(gas, celsius);

/** µg/m³ → ppb at `celsius` and 1013.25 hPa. */
export const ugM3ToPpb = (gas: Gas, ugM3: number, celsius: number): number => ugM3 / ugM3PerPpb(gas, celsius);

export const isGas = (quantity: Quantity): quantity is Gas => Object.hasOwn(molarMass, quantity);
