import { Temporal } from 'temporal-polyfill';

/** ISO 8601 text → milliseconds; a day is 24 hours. Undefined for anything that has no fixed length, such as P1M. */
export const durationMs = (iso: string): number | undefined => {
  try {
    return Temporal.Duration.from(iso).total({ unit: 'milliseconds' });
  } catch {
    return undefined;
  }
};

/** Milliseconds → ISO 8601 text, hours at most: 86,400,000 → PT24H. */
export const durationText = (ms: number): string =>
  Temporal.Duration.from({ milliseconds: ms }).round({ largestUnit: 'hour' }).toString();

const unitsByLength = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Milliseconds in words: 3 hours, 1 day, 90 minutes; the longest unit that it is a whole number of. */
export const durationWords = (ms: number): string => {
  const [name, length] = unitsByLength.find(([, unitMs]) => ms >= unitMs && ms % unitMs === 0) ?? [
    'second',
    1_000,
  ];
  const count = ms / length;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
};
