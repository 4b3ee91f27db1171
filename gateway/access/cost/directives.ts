import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  getDirectiveValues,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

/** What @listSize says of a field. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

interface Annotated {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null | undefined;
}

/** Reads the two directives of the cost specification, by whatever names a supergraph has given them. */
export interface CostDirectives {
  weightOf(of: Annotated): number | undefined;
  listSizeOf(of: Annotated): ListSize | undefined;
}

interface Link {
  readonly url?: string;
  readonly as?: string;
  readonly import?: readonly (string | { readonly name: string; readonly as?: string })[];
}

const specification = 'https://specs.apollo.dev/cost/';

const linkOf = (supergraph: DocumentNode): Link | undefined => {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const link: Link = Object.fromEntries(
        (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
      );
      if (link.url?.startsWith(specification)) return link;
    }
  }
  return undefined;
};

/** A name as `@link` brings it in: imported, perhaps by another name; else under the link's own, which the directive of that very name needs not repeat. */
const nameOf = ({ import: imports = [], as = 'cost' }: Link, name: string): string => {
  for (const item of imports) {
    const { name: imported, as: alias = imported } = typeof item === 'string' ? { name: item } : item;
    if (imported === `@${name}`) return alias.slice(1);
  }
  return name === 'cost' ? as : `${as}__${name}`;
};

/** The cost directives of a supergraph. Where it links no cost specification, nothing has a weight or size of its own. */
export const costDirectivesOf = (supergraph: DocumentNode, schema: GraphQLSchema): CostDirectives => {
  const link = linkOf(supergraph);
  const cost = link && schema.getDirective(nameOf(link, 'cost'));
  const listSize = link && schema.getDirective(nameOf(link, 'listSize'));
  return {
    weightOf({ astNode }) {
      const values = cost && astNode ? getDirectiveValues(cost, astNode) : undefined;
      return values === undefined ? undefined : Number(values.weight);
    },
    listSizeOf({ astNode }) {
      const values = listSize && astNode ? getDirectiveValues(listSize, astNode) : undefined;
      if (values === undefined) return undefined;
      return {
        assumedSize: (values.assumedSize as number | null) ?? undefined,
        slicingArguments: (values.slicingArguments as string[] | null) ?? [],
        sizedFields: (values.sizedFields as string[] | null) ?? [],
        requireOneSlicingArgument: values.requireOneSlicingArgument !== false,
      };
    },
  };
};
