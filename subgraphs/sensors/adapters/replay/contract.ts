import type { Delivery, EpochMs, QualityFlag, Quantity, Unit } from '@aqmrg/schema/events/vocabulary.ts';
import type { NetworkRegistration, SensorRegistration, SiteRegistration } from '../../domain/registration.ts';

/** What is to stand in the registry; every sensor has an id. */
export interface Registrations {
  readonly networks: readonly NetworkRegistration[];
  readonly sites: readonly SiteRegistration[];
  readonly sensors: readonly (SensorRegistration & { readonly id: string })[];
}

/** As ReadingInput of the graph; times in epoch milliseconds. */
export interface ReplayedReading {
  readonly sensorId: string;
  readonly quantity: Quantity;
  readonly periodStart: EpochMs;
  readonly periodEnd: EpochMs;
  readonly value: number;
  readonly unit: Unit;
  readonly channels?: readonly { readonly name: string; readonly value: number }[];
  readonly sourceFlag?: QualityFlag;
  readonly source: string;
  readonly replay?: { readonly originalPeriodStart: EpochMs; readonly originalPeriodEnd: EpochMs };
}

export interface ReportBatch {
  readonly readings: readonly ReplayedReading[];
  readonly delivery: Delivery;
}

/** As RefusedReading of the graph: `index` is the row's place in the batch. */
export interface RefusedRow {
  readonly index: number;
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Registers all of it at once. Registering the same content again changes nothing. */
export type Register = (registrations: Registrations) => Promise<unknown>;

/**
 * Resolves with the refused rows when all others are durable; nothing is stored when it rejects.
 * OVERLOADED names the seconds after which to try again.
 */
export type Report = (batch: ReportBatch) => Promise<readonly RefusedRow[]>;

/** End of the newest period that was heard of each sensor; sensors that were never heard are left out. */
export type Newest = (sensorIds: readonly string[]) => Promise<ReadonlyMap<string, EpochMs>>;

/** Resolves at the instant, or as soon as the signal aborts. */
export type SleepUntil = (instant: EpochMs, signal: AbortSignal) => Promise<void>;
