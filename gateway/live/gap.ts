import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isEnumType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { fieldsOf, fragmentsOf, type SelectedField } from '../execution/selection.ts';

/** What a subscriber did not get. Epoch ms, of the log. */
export interface Gap {
  /** Behind the gap. */
  readonly cursor: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly reason: string;
}

/** A gap as an event of this operation, before it is shaped. */
export type GapForm = (gap: Gap) => ExecutionResult;

const instant = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();

const objectOf = (type: GraphQLObjectType, fields: readonly SelectedField[], values: object) => ({
  __typename: type.name,
  ...Object.fromEntries(
    fields.map(({ name, responseName }) => [
      responseName,
      name === '__typename' ? type.name : ((values as Record<string, unknown>)[name] ?? null),
    ]),
  ),
});

/**
 * How an operation shows that events were dropped; undefined where it cannot. Events that can be gone on from have `cursor`, `change` with the
 * value GAP, and `gap { from to reason }`; an operation shows gaps if it asks for one of the latter two.
 */
export const gapFormOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): GapForm | undefined => {
  const operation = getOperationAST(document, operationName);
  const root = schema.getSubscriptionType();
  if (!operation || !root) return undefined;
  const fragments = fragmentsOf(document);
  const [field] = fieldsOf(schema, fragments, root, [{ set: operation.selectionSet, when: [] }]);
  const type = field && getNamedType(root.getFields()[field.name]?.type);
  if (!field || !isObjectType(type)) return undefined;

  const declared = type.getFields();
  const change = getNamedType(declared.change?.type);
  const gapType = getNamedType(declared.gap?.type);
  if (!isEnumType(change) || !change.getValue('GAP') || !isObjectType(gapType)) return undefined;

  const asked = fieldsOf(schema, fragments, type, field.selected);
  const isTold = asked.some(({ name }) => name === 'change' || name === 'gap');
  const known = new Set(['__typename', 'cursor', 'change', 'gap']);
  const isWhole = asked.every(({ name }) => known.has(name) || !isNonNullType(declared[name]?.type));
  if (!isTold || !isWhole) return undefined;

  const gapFields = asked.flatMap(({ name, selected }) => (name === 'gap' ? selected : []));
  const told = fieldsOf(schema, fragments, gapType, gapFields);
  return ({ cursor, from, to, reason }) => {
    const gap = objectOf(gapType, told, { from: instant(from), to: instant(to), reason });
    return { data: { [field.responseName]: objectOf(type, asked, { cursor, change: 'GAP', gap }) } };
  };
};
