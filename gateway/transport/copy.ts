/** A deep copy of data as it comes in answers: lists, objects with keys of any name, and values that nobody changes. */
export const copyOf = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const held = (value as Record<string, unknown>)[key];
    // a legal alias; set plainly it would replace the prototype
    if (key === '__proto__') {
      Object.defineProperty(copy, key, {
        value: copyOf(held),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else copy[key] = copyOf(held);
  }
  return copy as T;
};
