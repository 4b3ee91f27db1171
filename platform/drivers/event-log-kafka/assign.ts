export interface Member {
  readonly id: string;
  /** Partitions that it had until now. */
  readonly owned: readonly number[];
}

/**
 * Divides partitions evenly, and leaves to each member as many of its own as that allows: whoever keeps a partition keeps what it remembers of it. The same for
 * the same members, whatever their order.
 */
export const assign = (
  partitions: number,
  members: readonly Member[],
): ReadonlyMap<string, readonly number[]> => {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  const free = new Set(Array.from({ length: partitions }, (_, partition) => partition));
  const fewest = Math.floor(partitions / sorted.length);
  let moreThanFewest = partitions % sorted.length;
  const given = new Map<string, number[]>();

  for (const { id, owned } of sorted) {
    const kept: number[] = [];
    for (const partition of [...owned].sort((a, b) => a - b)) {
      if (kept.length > fewest || !free.has(partition)) continue;
      if (kept.length === fewest) {
        if (moreThanFewest === 0) continue;
        moreThanFewest--;
      }
      free.delete(partition);
      kept.push(partition);
    }
    given.set(id, kept);
  }
  for (const partition of free) {
    const [, least] = [...given].reduce((a, b) => (b[1].length < a[1].length ? b : a));
    least.push(partition);
  }
  return given;
};
