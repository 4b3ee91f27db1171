import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { boundedCache } from '../bounded-cache.ts';
import { type Asked, collectFields, conditionsOf } from './collect.ts';
import { compileField } from './field.ts';
import { abandoned, type Run } from './run.ts';
import { type Select, selectInTurn, selectTogether } from './select.ts';
import { compileVariables } from './variables.ts';

/** What differs from call to call. */
export interface Call {
  readonly rootValue?: unknown;
  readonly context: unknown;
  /** As they came. */
  readonly variables: { readonly [name: string]: unknown };
  readonly signal: AbortSignal;
}

/** An operation that was valid; `run` never rejects. */
export interface CompiledOperation {
  readonly node: OperationDefinitionNode;
  run(call: Call): ExecutionResult | Promise<ExecutionResult>;
}

/** Compiled selections of one operation: one for each set of values that its `@skip` and `@include` may have. */
const maxVariants = 64;

const fieldOf = (
  { schema }: Asked,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined => {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
};

const compileSelection = (
  asked: Asked,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  inTurn = false,
): Select => {
  const select = (below: GraphQLObjectType, nodes: readonly FieldNode[]): Select =>
    compileSelection(
      asked,
      below,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
  const fields = [...collectFields(asked, type, sets)].flatMap(([name, nodes]) => {
    const field = fieldOf(asked, type, (nodes[0] as FieldNode).name.value);
    if (field === undefined) return [];
    return compileField({ asked, parentType: type, field, name, nodes: nodes as [FieldNode], select });
  });
  return inTurn ? selectInTurn(fields) : selectTogether(fields);
};

const answerOf = ({ errors }: Run, data: unknown): ExecutionResult => {
  const answer = { data: data as NonNullable<ExecutionResult['data']> };
  // a copy: fields that still run below a null may fail later
  return errors.length === 0 ? answer : { errors: [...errors], ...answer };
};

const ended = (run: Run, error: unknown): ExecutionResult => {
  if (run.signal.aborted) {
    const reason = abandoned(run.signal);
    return { errors: [new GraphQLError(reason.message, { originalError: reason })], data: null };
  }
  run.errors.push(error as GraphQLError);
  return answerOf(run, null);
};

const compile = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Asked['fragments'],
): CompiledOperation | GraphQLError => {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) return new GraphQLError(`This schema has no ${operation.operation}.`, { nodes: operation });
  const conditions = conditionsOf(operation, fragments);
  const variants = boundedCache<Select>(maxVariants);
  const coerce = compileVariables(schema, operation.variableDefinitions ?? []);

  const selectionFor = (variables: Run['variables']): Select =>
    variants.get(conditions.map((name) => String(variables[name])).join(), () => {
      const decided = Object.fromEntries(conditions.map((name) => [name, variables[name]]));
      const asked = { schema, operation, fragments, conditions: decided };
      return compileSelection(asked, rootType, [operation.selectionSet], operation.operation === 'mutation');
    });

  return {
    node: operation,
    run({ rootValue, context, variables, signal }) {
      const { errors, coerced } = coerce(variables);
      if (coerced === undefined) return { errors };
      const run: Run = {
        rootValue,
        context,
        variables: coerced,
        signal,
        errors: [],
        nulled: new Set(),
        arguments: new Map(),
      };
      try {
        const data = selectionFor(coerced)(run, rootValue, undefined);
        return data instanceof Promise
          ? data.then(
              (done) => answerOf(run, done),
              (error) => ended(run, error),
            )
          : answerOf(run, data);
      } catch (error) {
        return ended(run, error);
      }
    },
  };
};

/** The operations of a valid document, each compiled when it is first asked; GraphQL errors where none is meant. */
export const compileDocument = (
  schema: GraphQLSchema,
  document: DocumentNode,
): ((operationName: string | undefined) => CompiledOperation | GraphQLError) => {
  const operations: OperationDefinitionNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const compiled = new Map<OperationDefinitionNode, CompiledOperation | GraphQLError>();

  return (operationName) => {
    if (operationName === undefined && operations.length > 1) {
      return new GraphQLError('Must provide operation name if query contains multiple operations.');
    }
    const meant =
      operationName === undefined
        ? operations[0]
        : operations.find(({ name }) => name?.value === operationName);
    if (meant === undefined) {
      return new GraphQLError(
        operationName === undefined
          ? 'Must provide an operation.'
          : `Unknown operation named "${operationName}".`,
      );
    }
    let operation = compiled.get(meant);
    if (operation === undefined) {
      operation = compile(schema, meant, fragments);
      compiled.set(meant, operation);
    }
    return operation;
  };
};
