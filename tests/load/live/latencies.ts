const bucketsPerMs = 10;
const mostMs = 60_000;

/** Counts latencies by tenths of a millisecond, without keeping each. */
export const createLatencies = () => {
  const buckets = new Uint32Array(mostMs * bucketsPerMs + 1);
  let count = 0;
  return {
    add(ms: number): void {
      const bucket = Math.round(ms * bucketsPerMs);
      const at = bucket < 0 ? 0 : Math.min(bucket, buckets.length - 1);
      buckets[at] = (buckets[at] as number) + 1;
      count += 1;
    },
    count: (): number => count,
    /** Within which this share of them lies; NaN where there are none. */
    quantileMs(share: number): number {
      if (count === 0) return Number.NaN;
      const wanted = Math.max(1, Math.ceil(count * share));
      let seen = 0;
      const at = buckets.findIndex((size) => {
        seen += size;
        return seen >= wanted;
      });
      return at / bucketsPerMs;
    },
    clear(): void {
      buckets.fill(0);
      count = 0;
    },
  };
};
