import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

interface Annotated {
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] } | null | undefined;
}
type DirectiveNode = NonNullable<NonNullable<GraphQLSchema['astNode']>['directives']>[number];

type Word = 'same' | 'own' | 'silent';

/** What `@access` says of a field: where several rooms share it, all must say that it is the same for everybody. */
const wordOn = ({ astNode }: Annotated): Word => {
  const said = (astNode?.directives ?? []).filter(({ name }) => name.value === 'access');
  if (said.length === 0) return 'silent';
  const isSame = said.every(({ arguments: given = [] }) =>
    given.some(
      ({ name, value }) => name.value === 'sameForAll' && value.kind === Kind.BOOLEAN && value.value,
    ),
  );
  return isSame ? 'same' : 'own';
};

const hasKey = ({ astNode }: Annotated): boolean =>
  (astNode?.directives ?? []).some(
    ({ name, arguments: given = [] }) =>
      name.value === 'join__type' && given.some((argument) => argument.name.value === 'key'),
  );

/** Types whose fields can be reached from outside by themselves: somebody must have said who may ask each. */
const mustBeSaid = (schema: GraphQLSchema, type: GraphQLNamedType): boolean =>
  type === schema.getQueryType() ||
  type === schema.getSubscriptionType() ||
  (isObjectType(type) && hasKey(type));

/**
 * Whether an operation reaches only what all callers are told alike, so that one answer may be given to many. What nobody spoke of
 * counts as somebody's own: root fields and fields of entities without `@access`, introspection, and whatever the schema does not know. So
 * does every mutation. `@skip` and `@include` are taken as if they were not there, and of an abstract type every possible one is judged.
 */
export const isSameForAll = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): boolean => {
  const operation = getOperationAST(document, operationName);
  if (!operation || operation.operation === OperationTypeNode.MUTATION) return false;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  // what was judged once, or is being judged, need not be again: were it somebody's own, the search would have ended
  const judged = new Map<SelectionSetNode, Set<GraphQLNamedType>>();

  const isFieldSame = (type: GraphQLNamedType, field: string, selections?: SelectionSetNode): boolean => {
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    const found = type.getFields()[field];
    if (found === undefined) return false;
    const word = wordOn(found);
    if (word === 'own' || (word === 'silent' && mustBeSaid(schema, type))) return false;
    return selections === undefined || areSame(getNamedType(found.type), selections);
  };

  const areSame = (type: GraphQLNamedType, selectionSet: SelectionSetNode): boolean => {
    const types = judged.get(selectionSet) ?? new Set();
    if (types.has(type)) return true;
    judged.set(selectionSet, types.add(type));
    return selectionSet.selections.every((selection) => {
      switch (selection.kind) {
        case Kind.FIELD: {
          const name = selection.name.value;
          if (name === '__typename') return true;
          const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
          return (
            isFieldSame(type, name, selection.selectionSet) &&
            possible.every((one) => isFieldSame(one, name, selection.selectionSet))
          );
        }
        case Kind.INLINE_FRAGMENT:
          return isFragmentSame(selection.typeCondition?.name.value ?? type.name, selection.selectionSet);
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          if (fragment === undefined) return false;
          return isFragmentSame(fragment.typeCondition.name.value, fragment.selectionSet);
        }
        default:
          throw selection satisfies never;
      }
    });
  };

  const isFragmentSame = (condition: string, selections: SelectionSetNode): boolean => {
    const type = schema.getType(condition);
    return type !== undefined && areSame(type, selections);
  };

  const root = schema.getRootType(operation.operation);
  return root ? areSame(root, operation.selectionSet) : false;
};
