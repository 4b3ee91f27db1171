/** Lets a value through where it differs enough from the last one that it let through under the same key. */
export type Deadband = (key: string, value: number) => boolean;

/**
 * The first value of each key passes. At most `mostKeys` are remembered: the one that passed longest ago is forgotten, and
 * its next value passes as a first one.
 */
export const createDeadband = (minChange: number, mostKeys: number): Deadband => {
  const passed = new Map<string, number>();
  return (key, value) => {
    const before = passed.get(key);
    if (before !== undefined) {
      if (Math.abs(value - before) < minChange) return false;
      passed.delete(key);
    } else if (passed.size >= mostKeys) {
      passed.delete(passed.keys().next().value as string);
    }
    passed.set(key, value);
    return true;
  };
};
