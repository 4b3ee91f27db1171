import type { Correction } from '@aqmrg/schema/events/readings.ts';
import type { Quantity, Variant } from '@aqmrg/schema/events/vocabulary.ts';

/*
 * EPA's corrections of PurpleAir PM2.5. x in µg/m³ (mean of both channels), rh the sensor's own relative humidity in
 * percent; the results are not clamped, `correctionFor` clamps. They were fitted in the USA, to US smoke and US sensors:
 * elsewhere they mislead (beside a BAM in Kampala the form of 2021 raised AirQo sensors' RMSE from 19 to 35 µg/m³).
 */

/** Barkjohn, Gantt & Clements 2021, Atmos. Meas. Tech. 14, 4617–4637, the model chosen there. x = cf_1. */
export const barkjohn2021 = (x: number, rh: number): number => 0.524 * x - 0.0862 * rh + 5.75;

/**
 * Barkjohn et al. 2022, Sensors 22, 9669 (doi 10.3390/s22249669), the extension to heavy smoke. x = cf_1. The weight
 * is used as published, rounded coefficients and all: at 611 the value falls by 0.6 µg/m³.
 */
export const barkjohn2022 = (x: number, rh: number): number => {
  const heavySmoke = 4.21e-4 * x ** 2 + 0.392 * x + 3.44;
  if (x < 570) return barkjohn2021(x, rh);
  if (x >= 611) return heavySmoke;
  const weight = 0.0244 * x - 13.9;
  return weight * heavySmoke + (1 - weight) * barkjohn2021(x, rh);
};

/**
 * The AirNow Fire and Smoke Map's correction of October 2021 (EPA, "Technical approaches for the sensor data on the
 * Fire and Smoke Map"; the same pieces stand in AirSensor2, R/pat_applyCorrection.R). x = pm2.5_atm.
 */
export const fireAndSmokeMap2021 = (x: number, rh: number): number => {
  const humid = -0.0862 * rh;
  if (x < 30) return 0.524 * x + humid + 5.75;
  if (x < 50) {
    const f = x / 20 - 1.5;
    return (0.786 * f + 0.524 * (1 - f)) * x + humid + 5.75;
  }
  if (x < 210) return 0.786 * x + humid + 5.75;
  const f = x < 260 ? x / 50 - 4.2 : 1;
  return (
    (0.69 * f + 0.786 * (1 - f)) * x + humid * (1 - f) + 2.966 * f + 5.75 * (1 - f) + 8.84e-4 * x ** 2 * f
  );
};

export interface CorrectionQuery {
  readonly maker: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly quantity: Quantity;
  readonly variant: Variant | null;
  /** µg/m³, in the canonical unit and not corrected yet. */
  readonly value: number;
  /** Relative humidity of the same sensor and period; null where there is none. */
  readonly humidityPercent: number | null;
}

export type Corrected =
  | { readonly value: number; readonly correction: Correction }
  | { readonly none: string };

/**
 * The published correction that holds for a reading, or why there is none. Negative results become 0, as EPA shows them
 * (AirSensor2, pat_applyCorrection). CF_1 takes Barkjohn 2022, which below 570 µg/m³ is Barkjohn 2021; ATM takes the
 * Fire and Smoke Map's form.
 */
export const correctionFor = (query: CorrectionQuery): Corrected => {
  const { maker, country, quantity, variant, value, humidityPercent } = query;
  if (maker?.trim().toLowerCase() !== 'purpleair') return { none: 'not a PurpleAir sensor' };
  if (quantity !== 'PM25') return { none: `no correction is published for ${quantity}` };
  if (country !== 'US')
    return { none: `fitted in the USA only; the sensor is in ${country ?? 'an unknown country'}` };
  if (variant === null) return { none: 'the variant (CF_1, ATM or ALT) is not declared' };
  if (variant === 'ALT') return { none: 'no correction is published for the variant ALT' };
  if (humidityPercent === null) return { none: 'no relative humidity of the same period' };
  const formula = formulas[variant];
  return {
    value: Math.max(0, formula.of(value, humidityPercent)),
    correction: { id: formula.id, version: formula.version, inputs: { humidityPercent } },
  };
};

const formulas = {
  CF_1: { id: 'purpleair-barkjohn-cf-1', version: '2022', of: barkjohn2022 },
  ATM: { id: 'purpleair-epa-fire-and-smoke-map-atm', version: '2021-10', of: fireAndSmokeMap2021 },
} as const;
