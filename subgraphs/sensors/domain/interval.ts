import { Temporal } from 'temporal-polyfill';

/** ISO 8601 text → milliseconds; a day is 24 hours. Undefined for anything that has no fixed length, such as P1M. */
export const intervalMs = (iso: string): number | undefined => {
  try {
    return Temporal.Duration.from(iso).total({ unit: 'milliseconds' });
  } catch {
    return undefined;
  }
};

/** Milliseconds → ISO 8601 text, hours at most: 86,400,000 → PT24H. */
export const intervalText = (ms: number): string =>
  Temporal.Duration.from({ milliseconds: ms }).round({ largestUnit: 'hour' }).toString();
