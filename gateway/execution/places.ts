import type { Place } from './fetch-errors.ts';
import type { Represented } from './representations.ts';
import { placesAt, type Tree, type TreePath } from './tree.ts';

/** What a fetch is about. */
export interface At {
  readonly path: TreePath;
  /** How many steps of the path lead to where one answer begins: none, unless the tree holds several answers. */
  readonly base: number;
}

/** Where the answers begin that a fetch was made for. */
export type Askers = () => readonly Place[];

/** The answers that hold these places. */
export const askersOf = ({ base }: At, places: readonly Place[]): readonly Place[] => {
  if (base === 0) return [[]];
  return [...new Map(places.map((place) => [place[base - 1], place.slice(0, base)])).values()];
};

/** The part of a path, within one answer, that is the same for everything that stands there. */
export const sureOf = ({ path, base }: At): TreePath => {
  const own = path.slice(base);
  return own.includes('@') ? own.slice(0, own.indexOf('@')) : own;
};

/** Where the entities of one fetch stand: looked up once, and only where there is an error to tell. */
export const entityPlaces = (at: At, tree: Tree, { places }: Represented) => {
  let all: ReturnType<typeof placesAt> | undefined;
  const standing = (indices: readonly number[]): readonly Place[] => {
    all ??= placesAt(tree, at.path);
    const whole = all;
    return indices.map((index) => whole[index] ?? []);
  };
  const askers: Askers = () => (at.base === 0 ? [[]] : askersOf(at, standing(places.flat())));
  return {
    askers,
    /** `_entities.3.name` of the answer stands at the place of every entity that the fourth representation speaks for. */
    within: ([, index, ...rest]: Place): readonly Place[] =>
      typeof index === 'number'
        ? standing(places[index] ?? []).map((place) => [...place, ...rest])
        : askers().map((asker) => [...asker, ...sureOf(at)]),
  };
};
