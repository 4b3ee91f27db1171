/**
 * Observed share of what a period lets expect, 0 to 1.
 *
 * Two witnesses, and the stronger one counts: readings against the number that the reporting interval promises (right
 * for momentary values, whose own periods are short), and the time that the readings' periods cover (right for hourly
 * means of a device that is declared to report each minute). Without an interval only the covered time speaks.
 * The share of expected values is how EPA counts completeness (40 CFR 50, App. N 3.0).
 */
export const coverage = (
  count: number,
  lengthMs: number,
  reportingIntervalMs: number | null,
  coveredMs: number,
): number => {
  if (lengthMs <= 0 || count <= 0) return 0;
  const covered = coveredMs / lengthMs;
  const counted = reportingIntervalMs === null ? 0 : (count * reportingIntervalMs) / lengthMs;
  return Math.min(1, Math.max(covered, counted));
};
