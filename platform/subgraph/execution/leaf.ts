import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** The value is not as simple as it mostly is: the long way decides, and says what is wrong. */
export const miss = Symbol('miss');

/** Gives the completed value, or `miss`. */
export type Shortcut = (value: unknown) => unknown;

const isText: Shortcut = (value) => (typeof value === 'string' ? value : miss);

const simple = new Map<GraphQLLeafType, Shortcut>([
  [GraphQLFloat, (value) => (Number.isFinite(value) ? value : miss)],
  [GraphQLInt, (value) => (typeof value === 'number' && (value | 0) === value ? value : miss)],
  [GraphQLString, isText],
  [GraphQLID, isText],
  [GraphQLBoolean, (value) => (typeof value === 'boolean' ? value : miss)],
]);

const serialized =
  (type: GraphQLLeafType): Shortcut =>
  (value) => {
    if (typeof value === 'object' || typeof value === 'function') return miss;
    return type.serialize(value) ?? miss;
  };

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/** Lists of numbers are copied whole: taken one by one, each number would be boxed. */
const floats =
  (mayBeNull: boolean): Shortcut =>
  (value) => {
    if (!Array.isArray(value)) return miss;
    for (let at = 0; at < value.length; at += 1) {
      const one = value[at];
      if (!(Number.isFinite(one) || (mayBeNull && one === null))) return miss;
    }
    return value.slice();
  };

const listed =
  (item: Shortcut): Shortcut =>
  (value) => {
    if (!Array.isArray(value)) return miss;
    const { length } = value;
    const done: unknown[] = [];
    for (let at = 0; at < length; at += 1) {
      const one = item(value[at]);
      if (one === miss) return miss;
      done.push(one);
    }
    return done;
  };

const filled = (type: GraphQLOutputType): Shortcut | undefined => {
  if (isListType(type)) {
    const mayBeNull = !isNonNullType(type.ofType);
    if ((isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType) === GraphQLFloat)
      return floats(mayBeNull);
    const item = shortcutOf(type.ofType);
    return item && listed(item);
  }
  return isLeafType(type) ? (simple.get(type) ?? serialized(type)) : undefined;
};

/** For scalars, enums, and lists of them; undefined for types that have fields. May throw what serializing throws. */
export const shortcutOf = (type: GraphQLOutputType): Shortcut | undefined => {
  if (isNonNullType(type)) {
    const some = filled(type.ofType);
    return some && ((value) => (isNothing(value) ? miss : some(value)));
  }
  const some = filled(type);
  return some && ((value) => (isNothing(value) ? null : some(value)));
};
