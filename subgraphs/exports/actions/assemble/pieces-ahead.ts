/** Makes things one after the other, the next one while the one before it is being used. `settled` waits for what was begun and is no longer wanted. */
export const aheadOf = <In, Out>(
  wanted: readonly In[],
  make: (one: In, place: number) => Promise<Out>,
): AsyncIterable<Out> & { readonly settled: () => Promise<void> } => {
  let latest: Promise<unknown> = Promise.resolve();
  const begin = (place: number): Promise<Out> | undefined => {
    if (place >= wanted.length) return undefined;
    const made = make(wanted[place] as In, place);
    // it may fail before it is asked for
    latest = made.catch(() => undefined);
    return made;
  };
  return {
    async *[Symbol.asyncIterator]() {
      let next = begin(0);
      for (let place = 1; next !== undefined; place += 1) {
        const made = await next;
        next = begin(place);
        yield made;
      }
    },
    settled: async () => void (await latest),
  };
};
