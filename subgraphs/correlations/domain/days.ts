const dayMs = 86_400_000;
/** Somewhere on Earth it is up to 14 hours later than UTC. */
const aheadMs = 14 * 3_600_000;

/** Days since 1970-01-01 of `YYYY-MM-DD`; null of anything else. */
export const dayNumber = (date: string): number | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  // the engine lets 30 February be 1 March
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date) ? null : ms / dayMs;
};

/** `YYYY-MM-DD` of days since 1970-01-01. */
export const dateOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** 1 to 12. */
export const monthOf = (number: number): number => new Date(number * dayMs).getUTCMonth() + 1;

/** The day behind the last of a day's month, both since 1970-01-01. */
export const monthEnd = (number: number): number => {
  const date = new Date(number * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / dayMs;
};

/** The first day that has not come anywhere on Earth. `now` in epoch ms. */
export const tomorrowAt = (now: number): string => dateOf(Math.floor((now + aheadMs) / dayMs) + 1);
