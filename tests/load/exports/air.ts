import { hourMs } from '../../support/builders.ts';

export const sensorCount = 2_000;
export const from = Date.UTC(2024, 0, 1);

export const formats = ['CSV', 'PARQUET'] as const;
export type Format = (typeof formats)[number];

/** Hours of every sensor, one quantity each: about `rows` of them. */
export const hoursOf = (rows: number): number => Math.ceil(rows / sensorCount);

/** Uganda's clock is three hours ahead all year. */
export const aheadMs = 3 * hourMs;

/** As the house's builder registers them. */
export const place = { latitude: 0.33, longitude: 32.57, timeZone: 'Africa/Kampala' };
export const sensorIds = (): readonly string[] => Array.from({ length: sensorCount }, (_, n) => `bench-${n}`);

/** When the last of so many hours has ended. */
export const toAfter = (hours: number): number => from + hours * hourMs;
