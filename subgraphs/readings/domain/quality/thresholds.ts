import type { Quantity, SensorKind } from '@aqmrg/schema/events/vocabulary.ts';

/** low < value < high. */
export type Span = readonly [low: number, high: number];

export interface RangeThresholds {
  /** What the instrument can show; outside: FAIL. */
  readonly instrument: Span;
  /** What the air is known to hold; outside: SUSPECT. */
  readonly plausible: Span;
  /** Values at which makers' scales end: FAIL. */
  readonly fullScale?: readonly number[];
}

/** A reading stands out when it is further than all three limits from every one of the newest three readings. */
export interface SpikeThresholds {
  /** Concentrations: steps are judged as ln(x + offset). Weather: null, steps are judged as they are. */
  readonly offset: number | null;
  /** Times the usual step of the last readings. */
  readonly factor: number;
  /** The usual step counts at least this much, on the scale that `offset` sets. */
  readonly leastStep: number;
  /** In the canonical unit. */
  readonly leastJump: number;
}

export interface FlatLineThresholds {
  readonly suspectHours: number;
  readonly failHours: number;
  /** Values for which standing still is natural: at the detection limit, calm, saturated. */
  readonly natural?: Span;
}

export interface Thresholds {
  readonly range: Readonly<Record<SensorKind, RangeThresholds>>;
  readonly spike: SpikeThresholds | null;
  /** Largest change within an hour, in the canonical unit; null: not judged. */
  readonly perHour: number | null;
  readonly flatLine: FlatLineThresholds | null;
}

const { POSITIVE_INFINITY } = Number;

const anyKind = (range: RangeThresholds): Thresholds['range'] => ({
  LOW_COST: range,
  REFERENCE: range,
  UNKNOWN: range,
});

/**
 * Particles, µg/m³. Reference: a BAM-1020 shows −15 to 985 (its full scale, and 1985, 4985, 9985 on wider settings, stand in
 * AirNow's files as data); its hourly noise is 2.4 µg/m³ (1 σ, detection limit 4.8 = 2 σ, Met One), so that down to −5 a
 * value is clean air, as AirNow's own flags have it (Valid to −4, Invalid from −5). Low cost: counters of particles do not go
 * below zero by themselves, so a negative has passed through someone's formula; Plantower and Sensirion state 1,000 µg/m³ as
 * their limit, and AirQo and OpenAQ refuse what is above, yet sensors in smoke show more: SUSPECT, not FAIL.
 */
const particles = (plausibleHigh: number, fullScale: readonly number[], lowCostScale: readonly number[]) =>
  ({
    LOW_COST: { instrument: [-15, 5000], plausible: [-1, 1000], fullScale: lowCostScale },
    REFERENCE: { instrument: [-15, 10000], plausible: [-5, plausibleHigh], fullScale },
    UNKNOWN: { instrument: [-15, 10000], plausible: [-5, plausibleHigh], fullScale },
  }) as const;

const bamScale = [985, 1985, 4985, 9985] as const;
/** SDS011 ends at 999.9 (PM2.5) and 1999.9 (PM10), Nova Fitness data sheet. */
const pm25Range = particles(1000, bamScale, [999.9]);
const pm10Range = particles(3000, bamScale, [1999.9]);

/**
 * Gases. Low end: analysers drift by up to 5.1 ppb (CO 0.6 ppm) between zero checks (EPA QA Handbook, Vol. II, App. D, 2017):
 * that is kept, four times as much is not. High end: plausible is what OpenAQ's ranges let through (openaq-transform,
 * metric.ts), the instrument the range of common analysers.
 */
const gasRange = (plausibleHigh: number, instrumentHigh: number) =>
  anyKind({ instrument: [-20, instrumentHigh], plausible: [-5.1, plausibleHigh] });

/**
 * Spike, on ln(x + offset): found on hourly PM2.5 with injected faults (African reference monitors and Beijing). A factor of
 * 5 with a least step of 0.2 finds the beginning of seven in ten spikes and marks about 1 in 1,000 valid embassy hours.
 */
const concentrationSpike = (offset: number, leastJump: number): SpikeThresholds => ({
  offset,
  factor: 5,
  leastStep: 0.2,
  leastJump,
});
const weatherSpike = (leastStep: number, leastJump: number): SpikeThresholds => ({
  offset: null,
  factor: 5,
  leastStep,
  leastJump,
});

/** Six identical hours: the run length at which AirNow's own stuck events are all found (0.14 false in 1,000 h). */
const particlesFlat: FlatLineThresholds = { suspectHours: 6, failHours: 12 };
const gasFlat = (detectionLimit: number): FlatLineThresholds => ({
  suspectHours: 12,
  failHours: 24,
  natural: [Number.NEGATIVE_INFINITY, detectionLimit],
});

/** Limits of each quantity, in its canonical unit. */
export const thresholds: Readonly<Record<Quantity, Thresholds>> = {
  PM1: { range: pm25Range, spike: concentrationSpike(10, 40), perHour: 500, flatLine: particlesFlat },
  PM25: { range: pm25Range, spike: concentrationSpike(10, 40), perHour: 500, flatLine: particlesFlat },
  PM10: { range: pm10Range, spike: concentrationSpike(20, 100), perHour: 1000, flatLine: particlesFlat },
  BC: {
    range: anyKind({ instrument: [-10, 1000], plausible: [-2, 100] }),
    spike: concentrationSpike(1, 10),
    perHour: 50,
    flatLine: particlesFlat,
  },
  O3: { range: gasRange(500, 1000), spike: concentrationSpike(20, 40), perHour: 100, flatLine: gasFlat(3) },
  NO: { range: gasRange(1000, 2000), spike: concentrationSpike(20, 150), perHour: 400, flatLine: gasFlat(3) },
  NO2: { range: gasRange(500, 2050), spike: concentrationSpike(10, 50), perHour: 150, flatLine: gasFlat(3) },
  NOX: {
    range: gasRange(1500, 4000),
    spike: concentrationSpike(20, 150),
    perHour: 500,
    flatLine: gasFlat(3),
  },
  SO2: {
    range: gasRange(2000, 10000),
    spike: concentrationSpike(10, 50),
    perHour: 500,
    flatLine: gasFlat(5),
  },
  CO: {
    range: anyKind({ instrument: [-2.4, 1000], plausible: [-0.6, 100] }),
    spike: concentrationSpike(0.5, 5),
    perHour: 20,
    flatLine: gasFlat(0.5),
  },
  // World records (WMO archive): −89.2 and 56.7 °C, 1084.8 hPa, 113 m/s. Boxes in the sun get warmer than the air.
  TEMPERATURE: {
    range: anyKind({ instrument: [-90, 85], plausible: [-60, 60] }),
    spike: weatherSpike(0.5, 8),
    perHour: 15,
    flatLine: { suspectHours: 12, failHours: 24 },
  },
  // Sensors are good to ±3 % (BME280): a little above 100 is fog, not a fault.
  HUMIDITY: {
    range: anyKind({ instrument: [-5, 110], plausible: [-0.5, 103] }),
    spike: weatherSpike(2, 35),
    perHour: 60,
    flatLine: { suspectHours: 12, failHours: 24, natural: [98.9, POSITIVE_INFINITY] },
  },
  // 300 to 1100 hPa is what a BMP280 or BME280 measures, and AirQo's valid range.
  PRESSURE: {
    range: anyKind({ instrument: [299.9, 1100.1], plausible: [450, 1085] }),
    spike: weatherSpike(0.5, 8),
    perHour: 15,
    flatLine: { suspectHours: 12, failHours: 24 },
  },
  WIND_SPEED: {
    range: anyKind({ instrument: [-0.5, 114], plausible: [-0.01, 60] }),
    spike: weatherSpike(1, 15),
    perHour: 30,
    flatLine: { suspectHours: 12, failHours: 24, natural: [Number.NEGATIVE_INFINITY, 0.6] },
  },
  // A direction turns through north, and a vane rests in calm air: only its range says anything.
  WIND_DIRECTION: {
    range: anyKind({ instrument: [-0.01, 360.01], plausible: [-0.01, 360.01] }),
    spike: null,
    perHour: null,
    flatLine: null,
  },
};
