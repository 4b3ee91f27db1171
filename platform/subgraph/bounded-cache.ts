interface Bounds {
  /** How much room a key takes, in the unit of `maxWeight`. */
  readonly weigh: (key: string) => number;
  readonly maxWeight: number;
}

export interface BoundedCache<V> {
  find(key: string): V | undefined;
  get(key: string, make: () => V): V;
  readonly size: number;
}

/** The newest `limit` entries by use, and no more than `maxWeight` of them; the one unused for longest goes first. */
export const boundedCache = <V>(limit: number, bounds?: Bounds): BoundedCache<V> => {
  const entries = new Map<string, V>();
  let weight = 0;
  const weigh = (key: string): number => bounds?.weigh(key) ?? 0;

  const use = (key: string, value: V): V => {
    entries.delete(key);
    entries.set(key, value);
    return value;
  };
  const dropOldest = (): void => {
    const oldest = entries.keys().next().value as string;
    entries.delete(oldest);
    weight -= weigh(oldest);
  };
  const find = (key: string): V | undefined => {
    const value = entries.get(key);
    return value === undefined ? undefined : use(key, value);
  };
  return {
    find,
    get(key, make) {
      const known = find(key);
      if (known !== undefined) return known;
      const value = make();
      // `make` may have asked for the same key
      if (!entries.has(key)) weight += weigh(key);
      use(key, value);
      while (entries.size > limit || (bounds && weight > bounds.maxWeight && entries.size > 1)) dropOldest();
      return value;
    },
    get size() {
      return entries.size;
    },
  };
};
