import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Fragments, fieldsOf, fragmentsOf, type Selected } from './selection.ts';
import { isTree, type Tree } from './tree.ts';

/** Tells every object of the tree what it is, where the schema leaves no choice. */
export type TellTypes = (tree: Tree) => void;

const tellValue = (
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLOutputType,
  selected: readonly Selected[],
  value: unknown,
): void => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (Array.isArray(value))
      for (const one of value) tellValue(schema, fragments, nullable.ofType, selected, one);
  } else if (isTree(value)) {
    const named = isObjectType(nullable) ? nullable : schema.getType(String(value.__typename));
    if (isObjectType(named)) tellObject(schema, fragments, named, selected, value);
  }
};

const tellObject = (
  schema: GraphQLSchema,
  fragments: Fragments,
  type: GraphQLObjectType,
  selected: readonly Selected[],
  tree: Tree,
): void => {
  if (tree.__typename === undefined) tree.__typename = type.name;
  for (const { responseName, name, selected: inner } of fieldsOf(schema, fragments, type, selected)) {
    const field = type.getFields()[name];
    if (field && inner.length > 0) tellValue(schema, fragments, field.type, inner, tree[responseName]);
  }
};

/**
 * Apollo's shaping takes an object without `__typename` for what the fragment around a field says, be it an interface or a union,
 * and then loses the fragments inside that one. Subgraphs are asked for the name only where several types are possible.
 */
export const tellTypes =
  (schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode): TellTypes =>
  (tree) => {
    const root = schema.getRootType(definition.operation);
    const selected = [{ set: definition.selectionSet, when: [] }];
    if (root) tellObject(schema, fragmentsOf(document), root, selected, tree);
  };
