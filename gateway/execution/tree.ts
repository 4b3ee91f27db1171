/**
 * The answer while it grows: what subgraphs sent, by response name. Names that every object inherits (`constructor`,
 * `__proto__`, …) never stand in it: operations that use them are left to Apollo's executor.
 */
export type Tree = { [name: string]: unknown };

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where entities stand: response names, and `@` for every element of a list. */
export type TreePath = readonly string[];

/** The objects at a path, in order; nulls on the way are left out. */
export const treesAt = (value: unknown, path: TreePath, from = 0, found: Tree[] = []): Tree[] => {
  let here = value;
  for (let i = from; i < path.length; i += 1) {
    if (here === null || here === undefined) return found;
    const name = path[i] as string;
    if (name === '@') {
      // what is no list where one belongs is told when the answer is written
      if (Array.isArray(here)) for (const element of here) treesAt(element, path, i + 1, found);
      return found;
    }
    here = (here as Tree)[name];
  }
  if (here !== null && here !== undefined) found.push(here as Tree);
  return found;
};

/** The concrete path of each object that `treesAt` finds, in the same order. */
export const placesAt = (
  value: unknown,
  path: TreePath,
  from = 0,
  parent: readonly (string | number)[] = [],
  found: (readonly (string | number)[])[] = [],
): (readonly (string | number)[])[] => {
  if (value === null || value === undefined) return found;
  const name = path[from];
  if (name === undefined) found.push(parent);
  else if (name === '@') {
    if (!Array.isArray(value)) return found;
    for (const [i, element] of value.entries()) placesAt(element, path, from + 1, [...parent, i], found);
  } else placesAt((value as Tree)[name], path, from + 1, [...parent, name], found);
  return found;
};

/** Adds what another subgraph knows of the same object; objects and lists of equal length are merged, the rest is replaced. */
export const mergeInto = (target: Tree, source: Tree): void => {
  for (const name in source) {
    const value = source[name];
    if (value === undefined || name === '__proto__') continue;
    const known = target[name];
    if (known === undefined || known === null || typeof known !== 'object') target[name] = value;
    else if (Array.isArray(value)) target[name] = mergedList(known, value);
    else if (isTree(value)) mergeInto(known as Tree, value);
    else target[name] = value;
  }
};

const mergedList = (known: unknown, list: readonly unknown[]): unknown => {
  if (!Array.isArray(known) || known.length !== list.length) return list;
  for (const [i, element] of list.entries()) {
    const old: unknown = known[i];
    if (isTree(old) && isTree(element)) mergeInto(old, element);
    else if (Array.isArray(old) && Array.isArray(element)) known[i] = mergedList(old, element);
    else known[i] = element;
  }
  return known;
};
