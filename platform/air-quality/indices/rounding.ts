/**
 * Cuts a concentration to so many decimals, as EPA does before it looks up the table (EPA-454/B-24-002, "How do I
 * calculate the AQI"). It is rounded to 6 decimals first: a mean of 35.5 may be stored as 35.49999999999999.
 */
export const truncate = (value: number, decimals: number): number => {
  const scale = 10 ** decimals;
  return Math.trunc(Number((value * scale).toFixed(6))) / scale;
};

/** Six decimals: enough to undo binary noise before a concentration is held against a level. */
export const settle = (value: number): number => Number(value.toFixed(6));
