import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isNonNullType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { compileArguments } from './arguments.ts';
import type { Asked } from './collect.ts';
import { completerOf, type FieldPlace } from './complete.ts';
import { miss, shortcutOf } from './leaf.ts';
import { abandoned, failed, isPromise, type Path, type Run } from './run.ts';
import type { PlannedField, Select } from './select.ts';

/** A field where it stands in a document. */
export interface FieldAsked {
  readonly asked: Asked;
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly name: string;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  readonly select: FieldPlace['select'];
}

const infoMaker =
  ({ asked, parentType, field, nodes }: FieldAsked) =>
  (run: Run, path: Path): GraphQLResolveInfo => ({
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path,
    schema: asked.schema,
    fragments: asked.fragments,
    rootValue: run.rootValue,
    operation: asked.operation,
    variableValues: run.variables,
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Calls the field's resolver. */
type Resolve = (run: Run, source: unknown, path: Path) => unknown;
/** Goes on with what a resolver or a property gave. */
type Finish = (run: Run, value: unknown, path: Path, source: unknown) => unknown;

const resolverOf = (field: FieldAsked, infoOf: FieldPlace['infoOf']): Resolve => {
  const resolve = field.field.resolve ?? defaultFieldResolver;
  const argumentsOf = compileArguments(field.field, field.nodes[0]);
  return (run, source, path) => {
    if (run.signal.aborted) throw abandoned(run.signal);
    return resolve(source, argumentsOf(run), run.context, infoOf(run, path));
  };
};

const compileSteps = (field: FieldAsked): { readonly execute: Select; readonly finish: Finish } => {
  const { asked, parentType, name, nodes, select } = field;
  const infoOf = infoMaker(field);
  const title = `${parentType.name}.${field.field.name}`;
  const resolve = resolverOf(field, infoOf);
  const complete = completerOf({ schema: asked.schema, nodes, title, infoOf, select }, field.field.type);
  const place = { nodes, isNonNull: isNonNullType(field.field.type) };

  const completeNow = (run: Run, value: unknown, path: Path): unknown => {
    try {
      const completed = complete(run, value, path);
      return completed instanceof Promise
        ? completed.then(undefined, (error) => failed(run, error, place, path))
        : completed;
    } catch (error) {
      return failed(run, error, place, path);
    }
  };
  const completeSoon = (run: Run, value: unknown, path: Path): unknown =>
    isPromise(value)
      ? Promise.resolve(value).then(
          (late) => completeNow(run, late, path),
          (error) => failed(run, error, place, path),
        )
      : completeNow(run, value, path);
  const call: Finish = (run, _value, path, source) => {
    let value: unknown;
    try {
      value = resolve(run, source, path);
    } catch (error) {
      return failed(run, error, place, path);
    }
    return completeSoon(run, value, path);
  };
  return {
    execute: (run, source, parentPath) =>
      call(run, undefined, { prev: parentPath, key: name, typename: parentType.name }, source),
    finish: (run, value, path, source) =>
      typeof value === 'function' ? call(run, undefined, path, source) : completeSoon(run, value, path),
  };
};

/** One field, made ready to be executed on any source. */
export const compileField = (field: FieldAsked): PlannedField => {
  const { name, parentType } = field;
  if (field.field === TypeNameMetaFieldDef) return { name, execute: () => parentType.name };
  const { execute, finish } = compileSteps(field);
  if (field.field.resolve && field.field.resolve !== defaultFieldResolver) return { name, execute };

  // a plain property needs neither arguments nor info, and mostly no path
  const key = field.field.name;
  const shortcut = shortcutOf(field.field.type) ?? (() => miss);
  const read: Select = (run, source, parentPath) => {
    if (!isObject(source)) return execute(run, source, parentPath);
    let value: unknown;
    try {
      value = source[key];
    } catch {
      return execute(run, source, parentPath);
    }
    try {
      const done = shortcut(value);
      if (done !== miss) return done;
    } catch {
      // the long way meets it again, and says where
    }
    return finish(run, value, { prev: parentPath, key: name, typename: parentType.name }, source);
  };
  return { name, execute: read };
};
