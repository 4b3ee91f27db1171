import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql';
import type { Operation } from './operation.ts';

/** Names that start like this stand for what the client called without it. */
const mark = 'apart__';

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of fields that some `@requires` asks with arguments. */
const requiredWithArguments = (supergraphSchema: GraphQLSchema): ReadonlySet<string> => {
  const found = known.get(supergraphSchema);
  if (found) return found;
  const names = new Set<string>();
  for (const type of Object.values(supergraphSchema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { astNode } of Object.values(type.getFields()))
      for (const { name, arguments: given } of astNode?.directives ?? []) {
        const requires = given?.find((one) => one.name.value === 'requires')?.value;
        if (name.value !== 'join__field' || requires?.kind !== Kind.STRING) continue;
        visit(parse(`{ ${requires.value} }`), {
          [Kind.FIELD](field) {
            if (field.arguments?.length) names.add(field.name.value);
          },
        });
      }
  }
  known.set(supergraphSchema, names);
  return names;
};

/**
 * The document, with names of its own for fields that a subgraph may require with other arguments. Apollo's planner keeps one
 * field a response name, and the client would get what the subgraph asked for. Undefined where nothing can meet.
 */
export const keptApart = (
  document: DocumentNode,
  supergraphSchema: GraphQLSchema,
): DocumentNode | undefined => {
  const names = requiredWithArguments(supergraphSchema);
  if (names.size === 0) return undefined;
  let met = false;
  const apart = visit(document, {
    [Kind.FIELD](field): FieldNode | undefined {
      if (!names.has(field.name.value)) return undefined;
      met = true;
      const value = mark + (field.alias ?? field.name).value;
      return { ...field, alias: { kind: Kind.NAME, value } };
    },
  });
  return met ? apart : undefined;
};

const asAsked = (name: string): string => (name.startsWith(mark) ? name.slice(mark.length) : name);

const renamed = (text: string): string =>
  JSON.stringify(
    JSON.parse(text, (_, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [asAsked(name), inner]))
        : value,
    ),
  );

const replaced = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message.replaceAll(mark, ''), {
    nodes: error.nodes ?? null,
    path: error.path?.map((step) => (typeof step === 'string' ? asAsked(step) : step)) ?? null,
    originalError: error.originalError ?? null,
    extensions: error.extensions,
  });

/** An operation over a document of `keptApart`, answering in the client's own names. */
export const inAskedNames = (operation: Operation, document: DocumentNode): Operation => ({
  ...operation,
  document,
  async run(variables, context) {
    const { data, errors } = await operation.run(variables, context);
    return { ...(data === undefined ? {} : { data: renamed(data) }), errors: errors.map(replaced) };
  },
});
