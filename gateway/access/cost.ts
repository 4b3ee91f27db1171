import {
  buildASTSchema,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { createCalls } from './cost/calls.ts';
import { costDirectivesOf } from './cost/directives.ts';
import { requirementOf, sizeOf } from './cost/list-sizes.ts';
import { type FieldPrice, type Prices, pricesOf } from './cost/prices.ts';
import { type Amount, atMost, createTape, type Variables } from './cost/tape.ts';
import { defaultsOf, includedOf } from './cost/variables.ts';

/** What one operation may cost. */
export interface OperationCost {
  cost(variables: Variables): number;
  /** Throws where a field wants exactly one slicing argument and does not get that. */
  checkSizes(variables: Variables): void;
}

/** A selection: what it costs once, and what its sized fields cost for each item of the field above that gives their size. */
interface Selected {
  readonly once: Amount;
  readonly each: Amount;
}

const nothing: Selected = { once: 0, each: 0 };

const compileCost = (
  schema: GraphQLSchema,
  prices: Prices,
  assumedListSize: number,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCost => {
  const tape = createTape();
  const defaults = defaultsOf(operation);
  const { callOf } = createCalls(prices, tape, defaults);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const requirements = new Map<FieldNode, (variables: Variables) => void>();
  const known = new Map<SelectionSetNode, Map<string, Selected>>();

  const appliesTo = (condition: string | undefined, type: GraphQLObjectType): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const named = schema.getType(condition);
    return isAbstractType(named) && schema.isSubType(named, type);
  };

  /** One item of a field: the most that an object of its possible types comes to. */
  const itemOf = (field: FieldNode, price: FieldPrice, size: Amount): Amount => {
    if (!field.selectionSet) return price.leafWeight;
    const set = field.selectionSet;
    return tape.largest(
      price.items.map((type) => {
        const { once, each } = selected(set, type, price.size?.sizedFields ?? []);
        return tape.sum([prices.ofObject(type), once, tape.product(size, each)]);
      }),
    );
  };

  const fieldOf = (field: FieldNode, type: GraphQLObjectType, isSized: boolean): Selected => {
    const price = prices.ofField(type, field.name.value);
    if (!price) return nothing;
    const requirement = requirementOf(type, field, price, defaults);
    if (requirement) requirements.set(field, requirement);
    const call = callOf(field, price);
    const size = sizeOf(field, price, assumedListSize, tape, defaults);
    const item = itemOf(field, price, size);
    const { listLevels } = price;
    if (listLevels === 0) return { once: tape.sum([call, item]), each: 0 };
    const innermost = tape.product(item, assumedListSize ** (listLevels - 1));
    if (isSized) return { once: call, each: innermost };
    const own = price.size?.sizedFields.length ? assumedListSize : size;
    return { once: tape.sum([call, tape.product(own, innermost)]), each: 0 };
  };

  const select = (
    set: SelectionSetNode,
    type: GraphQLObjectType,
    sizedFields: readonly string[],
  ): Selected => {
    const parts = set.selections.map((selection): Selected => {
      const included = includedOf(selection, tape, defaults);
      if (included === 0) return nothing;
      const part = ((): Selected => {
        if (selection.kind === Kind.FIELD)
          return fieldOf(selection, type, sizedFields.includes(selection.name.value));
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (!fragment || !appliesTo(fragment.typeCondition?.name.value, type)) return nothing;
        return selected(fragment.selectionSet, type, sizedFields);
      })();
      return { once: tape.product(included, part.once), each: tape.product(included, part.each) };
    });
    return {
      once: tape.sum(parts.map(({ once }) => once)),
      each: tape.sum(parts.map(({ each }) => each)),
    };
  };

  /** Each selection set is priced once for each type, however many fragments lead to it. */
  const selected = (
    set: SelectionSetNode,
    type: GraphQLObjectType,
    sizedFields: readonly string[],
  ): Selected => {
    const byType = known.get(set) ?? new Map<string, Selected>();
    known.set(set, byType);
    const key = [type.name, ...sizedFields].join(' ');
    const found = byType.get(key);
    if (found) return found;
    byType.set(key, nothing);
    const made = select(set, type, sizedFields);
    byType.set(key, made);
    return made;
  };

  const root = schema.getRootType(operation.operation);
  const evaluate = tape.evaluate(
    root ? tape.sum([prices.ofObject(root), selected(operation.selectionSet, root, []).once]) : 0,
  );
  const checks = [...requirements.values()];
  return {
    cost: (variables) => Math.min(atMost, Math.ceil(evaluate(variables))),
    checkSizes(variables) {
      for (const check of checks) check(variables);
    },
  };
};

/** What the standard introspection query costs, whatever the schema; all other introspection is priced in proportion. */
const introspectionCost = 1_000;

/**
 * Static cost by IBM's GraphQL cost directives, as Apollo's composition brings them into a supergraph: field cost (calls of resolvers, with
 * what is given to them) plus type cost (objects that come back). Both are upper bounds: lists are as long as their slicing arguments
 * allow, and of the possible types the most costly counts. A subscription's cost is that of one event.
 */
export const createCostModel = (
  supergraphSdl: string,
  { assumedListSize }: { readonly assumedListSize: number },
): { costOf(document: DocumentNode, operation: OperationDefinitionNode): OperationCost } => {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const schema = buildASTSchema(supergraph, { assumeValidSDL: true });
  const directives = costDirectivesOf(supergraph, schema);
  const costBy =
    (prices: Prices) =>
    (document: DocumentNode, operation: OperationDefinitionNode): OperationCost =>
      compileCost(schema, prices, assumedListSize, document, operation);

  const standard = parse(getIntrospectionQuery());
  const [operation] = standard.definitions as readonly OperationDefinitionNode[];
  const objects = costBy(pricesOf(schema, directives, 1))(
    standard,
    operation as OperationDefinitionNode,
  ).cost({});
  return { costOf: costBy(pricesOf(schema, directives, introspectionCost / objects)) };
};
