import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { fragmentsOf } from '../execution/selection.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A subscription whose starting place was taken out of it, so that all who ask the rest of it can share one stream. */
export interface Resumable {
  readonly document: DocumentNode;
  /** Under which variable the document takes a cursor; undefined where the field takes none. */
  readonly cursorVariable: string | undefined;
  /** Where the client wants to go on, and null where it did not say. */
  afterOf(variables: Variables): unknown;
  /** Equal for operations, and variables, that are one stream from different places. */
  keyOf(variables: Variables): string;
}

const rootFieldOf = (document: DocumentNode, operation: OperationDefinitionNode): FieldNode => {
  const fragments = fragmentsOf(document);
  const first = (set: SelectionSetNode): FieldNode | undefined => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) return selection;
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const found = inner && first(inner.selectionSet);
      if (found) return found;
    }
    return undefined;
  };
  const field = first(operation.selectionSet);
  if (!field) throw new Error('a valid subscription has a root field');
  return field;
};

const takesCursor = (schema: GraphQLSchema, field: FieldNode): boolean => {
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  const after = definition?.args.find(({ name }) => name === 'after');
  return after !== undefined && getNamedType(after.type).name === 'Cursor';
};

const freeName = (operation: OperationDefinitionNode): string => {
  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  let name = 'goOnAfter';
  while (taken.has(name)) name += '_';
  return name;
};

/** Puts `$name` in the place of what the root field's `after` said. */
const withCursorVariable = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  name: string,
): DocumentNode => {
  const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
  return visit(document, {
    [Kind.OPERATION_DEFINITION](node) {
      if (node !== operation) return undefined;
      const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Cursor' } } as const;
      const added = { kind: Kind.VARIABLE_DEFINITION, variable, type } as const;
      return { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), added] };
    },
    [Kind.FIELD](node) {
      if (node !== field) return undefined;
      const others = (node.arguments ?? []).filter((argument) => argument.name.value !== 'after');
      const after = {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'after' },
        value: variable,
      } as const;
      return { ...node, arguments: [...others, after] };
    },
  });
};

const usedVariables = (document: DocumentNode): ReadonlySet<string> => {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return used;
};

const readAfter = (value: ValueNode | undefined, operation: OperationDefinitionNode) => {
  if (value?.kind === Kind.STRING) return () => value.value;
  if (value?.kind !== Kind.VARIABLE) return () => null;
  const name = value.name.value;
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const byDefault = definition?.defaultValue?.kind === Kind.STRING ? definition.defaultValue.value : null;
  return (variables: Variables) => (variables[name] === undefined ? byDefault : variables[name]);
};

/** `document` was validated. */
export const makeResumable = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Resumable => {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('a valid document has the operation');
  const field = rootFieldOf(document, operation);
  const cursorVariable = takesCursor(schema, field) ? freeName(operation) : undefined;
  const rewritten =
    cursorVariable === undefined ? document : withCursorVariable(document, operation, field, cursorVariable);
  const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  const text = print(rewritten);
  const names = [...usedVariables(rewritten)].filter((name) => name !== cursorVariable).sort();
  return {
    document: rewritten,
    cursorVariable,
    afterOf: cursorVariable === undefined ? () => null : readAfter(after, operation),
    keyOf: (variables) =>
      JSON.stringify([
        operationName ?? null,
        text,
        // absent is not null: the field's own default may stand behind it
        names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
      ]),
  };
};
