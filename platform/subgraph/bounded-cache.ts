/** The newest `limit` entries by use; the one unused for longest goes first. */
export const boundedCache = <V>(limit: number) => {
  const entries = new Map<string, V>();
  return {
    get(key: string, make: () => V): V {
      const known = entries.get(key);
      const value = known ?? make();
      entries.delete(key);
      entries.set(key, value);
      if (entries.size > limit) entries.delete(entries.keys().next().value as string);
      return value;
    },
  };
};
