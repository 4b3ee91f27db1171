import {
  type ConstDirectiveNode,
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
import type { Answer, Operation } from './operation.ts';

/** Names that start like this stand for what the client called without it. */
const mark = 'apart__';

/** What subgraphs ask of one another: fields that make up keys and requirements. */
interface Asked {
  readonly names: ReadonlySet<string>;
  readonly withArguments: ReadonlySet<string>;
}

const known = new WeakMap<GraphQLSchema, Asked>();

const fieldSetsOf = (directives: readonly ConstDirectiveNode[] = []): string[] =>
  directives
    .filter(({ name }) => name.value === 'join__type' || name.value === 'join__field')
    .flatMap(({ arguments: given = [] }) => given)
    .flatMap(({ name, value }) =>
      (name.value === 'key' || name.value === 'requires') && value.kind === Kind.STRING ? [value.value] : [],
    );

const askedAmongSubgraphs = (supergraphSchema: GraphQLSchema): Asked => {
  const found = known.get(supergraphSchema);
  if (found) return found;
  const names = new Set<string>();
  const withArguments = new Set<string>();
  const read = (fieldSet: string): void => {
    visit(parse(`{ ${fieldSet} }`), {
      [Kind.FIELD](field) {
        names.add(field.name.value);
        if (field.arguments?.length) withArguments.add(field.name.value);
      },
    });
  };
  for (const type of Object.values(supergraphSchema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const fieldSet of fieldSetsOf(type.astNode?.directives)) read(fieldSet);
    for (const { astNode } of Object.values(type.getFields()))
      for (const fieldSet of fieldSetsOf(astNode?.directives)) read(fieldSet);
  }
  const asked = { names, withArguments };
  known.set(supergraphSchema, asked);
  return asked;
};

/**
 * The document, with names of its own for fields that would stand where a subgraph's key or requirement stands: under an alias
 * that is the name of one, or with other arguments. Apollo's planner keeps one field a response name; the client would get what
 * the subgraph asked for, or the subgraph what the client did. Undefined where nothing can meet.
 */
export const keptApart = (
  document: DocumentNode,
  supergraphSchema: GraphQLSchema,
): DocumentNode | undefined => {
  const { names, withArguments } = askedAmongSubgraphs(supergraphSchema);
  let met = false;
  const meets = ({ name, alias }: FieldNode): boolean =>
    withArguments.has(name.value) ||
    (alias !== undefined && alias.value !== name.value && names.has(alias.value));
  const apart = visit(document, {
    [Kind.FIELD](field): FieldNode | undefined {
      if (!meets(field)) return undefined;
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

/** What an operation over a document of `keptApart` answered, in the client's own names. */
export const answerInAskedNames = ({ data, errors }: Answer): Answer => ({
  ...(data === undefined ? {} : { data: renamed(data) }),
  errors: errors.map(replaced),
});

/** An operation over a document of `keptApart`, answering in the client's own names. */
export const inAskedNames = (operation: Operation, document: DocumentNode): Operation => ({
  ...operation,
  document,
  run: async (variables, context) => answerInAskedNames(await operation.run(variables, context)),
});
