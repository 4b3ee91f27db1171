/** Days of an outcome, as far as it is known on them. */
export interface Group {
  /** Days that have a count. */
  readonly days: number;
  /** The sum of their counts. */
  readonly events: number;
}

export const groupOf = (counts: Float64Array): Group => {
  let days = 0;
  let events = 0;
  for (const count of counts) {
    if (Number.isNaN(count)) continue;
    days += 1;
    events += count;
  }
  return { days, events };
};
