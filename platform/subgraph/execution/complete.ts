import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { join } from './join.ts';
import { type Complete, failed, isPromise, type Path, type Run } from './run.ts';
import type { Select } from './select.ts';

/** The field whose value is completed. */
export interface FieldPlace {
  readonly schema: GraphQLSchema;
  readonly nodes: readonly FieldNode[];
  /** `Sensor.series`. */
  readonly title: string;
  readonly infoOf: (run: Run, path: Path) => GraphQLResolveInfo;
  readonly select: (type: GraphQLObjectType, nodes: readonly FieldNode[]) => Select;
}

/** The path of the field that holds a list's item. */
const fieldPathOf = (path: Path): Path => {
  let at = path;
  while (at.typename === undefined && at.prev !== undefined) at = at.prev;
  return at;
};

const completeLeaf =
  (type: GraphQLLeafType): Complete =>
  (_run, value) => {
    const serialized = type.serialize(value);
    if (serialized === null || serialized === undefined) {
      throw new Error(`${type.name} serialized a value to nothing.`);
    }
    return serialized;
  };

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const completeList = (field: FieldPlace, itemType: GraphQLOutputType): Complete => {
  const completeItem = completerOf(field, itemType);
  const place = { nodes: field.nodes, isNonNull: isNonNullType(itemType) };

  const itemOf = (run: Run, item: unknown, path: Path): unknown => {
    try {
      return isPromise(item)
        ? Promise.resolve(item).then((value) => completeItem(run, value, path))
        : completeItem(run, item, path);
    } catch (error) {
      return failed(run, error, place, path);
    }
  };

  return (run, value, path) => {
    if (!isIterable(value)) throw new GraphQLError(`${field.title} is a list, and was given something else.`);
    const items: readonly unknown[] = Array.isArray(value) ? value : [...value];
    const done: unknown[] = [];
    const promises: Promise<unknown>[] = [];
    const paths: Path[] = [];
    try {
      for (const item of items) {
        const at = { prev: path, key: done.length, typename: undefined };
        const completed = itemOf(run, item, at);
        done.push(completed);
        if (!(completed instanceof Promise)) continue;
        promises.push(completed);
        paths.push(at);
      }
    } catch (error) {
      // those under way or not yet looked at may fail as well: somebody has to hear it
      const others = [...promises, ...items.slice(done.length).filter(isPromise)];
      if (others.length === 0) throw error;
      return Promise.allSettled(others).then(() => {
        throw error;
      });
    }
    if (promises.length === 0) return done;
    return join({
      promises,
      whole: done,
      put(at, completed) {
        done[(paths[at] as Path).key as number] = completed;
      },
      recover: (at, error) => failed(run, error, place, paths[at] as Path),
    });
  };
};

const completeObject = (field: FieldPlace, type: GraphQLObjectType): Complete => {
  let select: Select | undefined;
  // compiled when it is first needed: an abstract type has branches that never come
  const selected: Complete = (run, value, path) => {
    select ??= field.select(type, field.nodes);
    return select(run, value, path);
  };
  const { isTypeOf } = type;
  if (!isTypeOf) return selected;
  return (run, value, path) => {
    const go = (isIt: boolean): unknown => {
      if (isIt) return selected(run, value, path);
      throw new GraphQLError(`${field.title} gave something that is no ${type.name}.`, {
        nodes: field.nodes,
      });
    };
    const isIt = isTypeOf(value, run.context, field.infoOf(run, fieldPathOf(path)));
    return isPromise(isIt) ? Promise.resolve(isIt).then(go) : go(isIt);
  };
};

const completeAbstract = (field: FieldPlace, type: GraphQLAbstractType): Complete => {
  const { schema, nodes, title } = field;
  const possible = new Map(
    schema.getPossibleTypes(type).map((one) => [one.name, completeObject(field, one)]),
  );
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (run, value, path) => {
    const go = (name: unknown): unknown => {
      const complete = possible.get(name as string);
      if (complete) return complete(run, value, path);
      throw new GraphQLError(`${title} gave something that is no ${type.name}.`, { nodes });
    };
    const name = resolveType(value, run.context, field.infoOf(run, fieldPathOf(path)), type);
    return isPromise(name) ? Promise.resolve(name).then(go) : go(name);
  };
};

const completeFilled = (field: FieldPlace, type: GraphQLOutputType): Complete => {
  if (isListType(type)) return completeList(field, type.ofType);
  if (isLeafType(type)) return completeLeaf(type);
  if (isAbstractType(type)) return completeAbstract(field, type);
  if (isObjectType(type)) return completeObject(field, type);
  throw new Error(`${field.title} has no output type.`);
};

/** Completes what a resolver gave, as the specification says in "Value Completion". */
export const completerOf = (field: FieldPlace, type: GraphQLOutputType): Complete => {
  if (isNonNullType(type)) {
    const complete = completerOf(field, type.ofType);
    const check = (value: unknown): unknown => {
      if (value === null) throw new Error(`Cannot return null for non-nullable field ${field.title}.`);
      return value;
    };
    return (run, value, path) => {
      const completed = complete(run, value, path);
      return completed instanceof Promise ? completed.then(check) : check(completed);
    };
  }
  const complete = completeFilled(field, type);
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, value, path);
  };
};
