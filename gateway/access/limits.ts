import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type DefinitionNode, type DocumentNode, GraphQLError, getOperationAST, Kind } from 'graphql';
import { createCostModel, type OperationCost } from './cost.ts';
import { parseWithin, type TextLimits } from './document-text.ts';
import { directivesOf, type Shape, shapesOf } from './shape.ts';
import { checkSubscriptionRoots } from './subscription-root.ts';
import { checkVariableDepth } from './variable-depth.ts';

type Variables = Readonly<Record<string, unknown>>;

/** How large a request may be. All are told to whoever passes them, with what was measured. */
export interface Limits extends TextLimits {
  readonly maxDepth: number;
  readonly maxFields: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  readonly maxDirectivesAtOnePlace: number;
  readonly maxVariableDepth: number;
  readonly maxCost: number;
  /** How long a list is taken to be that says nothing of its size. */
  readonly assumedListSize: number;
}

/**
 * Each has room above what honest clients send, and stays where parsing, validating and planning take milliseconds.
 *
 * | limit | default | standard introspection | largest of schema/operations and README | Apollo Router's |
 * |---|---|---|---|---|
 * | tokens | 10,000 | 184 | 98 | 15,000 |
 * | nesting of brackets | 64 | 10 | 6 | 500 |
 * | depth, in fields | 20 | 15 | 6 | 100 in its example |
 * | fields, fragments put in | 1,000 | 230 | 45 | – |
 * | aliases, fragments put in | 30 | 0 | 3 | 30 in its example |
 * | root fields | 20 | 1 | 2 | 20 in its example |
 * | directives | 50, 5 at one place | 0 | 0 | – |
 * | nesting of variables | 20 | – | 6, in the deepest input type | – |
 * | cost | 20,000 | 1,001 | 665 | – |
 *
 * Cost: a page of 500 sensors with `latest` and `aqi` comes to 6,504 and a month of hourly values of 200 sensors to 6,605; 500 sensors
 * with 5,000 readings each to 2.5 million. Lists that name no size hold the parts of one thing (quality tests, corrections, indices of
 * quantities): seven at most today, hence 10.
 */
export const defaultLimits: Limits = {
  maxTokens: 10_000,
  maxNesting: 64,
  maxDepth: 20,
  maxFields: 1_000,
  maxAliases: 30,
  maxRootFields: 20,
  maxDirectives: 50,
  maxDirectivesAtOnePlace: 5,
  maxVariableDepth: 20,
  maxCost: 20_000,
  assumedListSize: 10,
};

/** One operation, measured once. */
export interface MeasuredOperation {
  /** What it may cost at most with these variables, by @cost and @listSize. */
  cost(variables: Variables): number;
  /** The same; throws where the variables nest too deep, name no size where one is due, or make the operation too costly. */
  check(variables: Variables): number;
  /** How many fields of a mutation it runs at most. */
  readonly mutations: number;
}

export interface Limiter {
  readonly limits: Limits;
  /** Parses a text within the limits. Throws an AirError past them, and graphql-js's own error where it is no document. */
  parse(text: string): DocumentNode;
  /** Throws where the document passes a limit. It need not be valid: ask before validating, which is slow where much is repeated. */
  checkShape(document: DocumentNode): void;
  /** Measures an operation of a valid document, once for each document. Throws where the document passes a limit. */
  measure(document: DocumentNode, operationName: string | undefined): MeasuredOperation;
}

const refuse = (
  code:
    | 'QUERY_TOO_DEEP'
    | 'QUERY_TOO_LONG'
    | 'TOO_MANY_ALIASES'
    | 'TOO_MANY_ROOT_FIELDS'
    | 'TOO_MANY_DIRECTIVES',
  what: string,
  measured: number,
  limit: number,
): void => {
  if (measured <= limit) return;
  throw new AirError(code, `The document has ${measured} ${what}, more than ${limit}.`, {
    exceeded: { limit, measured },
  });
};

const checkDefinition = (definition: DefinitionNode, shape: Shape, limits: Limits): void => {
  refuse('QUERY_TOO_DEEP', 'levels of fields', shape.depth, limits.maxDepth);
  refuse('TOO_MANY_ALIASES', 'aliases, fragments put in,', shape.aliases, limits.maxAliases);
  if (definition.kind === Kind.OPERATION_DEFINITION)
    refuse('TOO_MANY_ROOT_FIELDS', 'root fields', shape.rootFields, limits.maxRootFields);
  refuse('QUERY_TOO_LONG', 'fields, fragments put in,', shape.fields, limits.maxFields);
};

const unknownOperation = (operationName: string | undefined): GraphQLError =>
  new GraphQLError(
    operationName === undefined
      ? 'Must provide operation name if query contains multiple operations.'
      : `Unknown operation named ${JSON.stringify(operationName)}.`,
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );

/** Measures what clients send to this supergraph, before any of it runs. Trusted documents are no exception: their variables are not vetted. */
export const createLimiter = (supergraphSdl: string, limits: Limits = defaultLimits): Limiter => {
  const model = createCostModel(supergraphSdl, limits);
  const checked = new WeakSet<DocumentNode>();
  const measured = new WeakMap<DocumentNode, Map<string | undefined, MeasuredOperation>>();

  const checkShape = (document: DocumentNode): void => {
    if (checked.has(document)) return;
    for (const [definition, shape] of shapesOf(document)) checkDefinition(definition, shape, limits);
    checkSubscriptionRoots(document);
    const directives = directivesOf(document);
    refuse('TOO_MANY_DIRECTIVES', 'directives', directives.inAll, limits.maxDirectives);
    refuse(
      'TOO_MANY_DIRECTIVES',
      'directives at one place',
      directives.atOnePlace,
      limits.maxDirectivesAtOnePlace,
    );
    checked.add(document);
  };

  const bounded = ({ cost, checkSizes }: OperationCost, mutations: number): MeasuredOperation => ({
    cost,
    mutations,
    check(variables) {
      checkVariableDepth(variables, limits.maxVariableDepth);
      checkSizes(variables);
      const points = cost(variables);
      if (points <= limits.maxCost) return points;
      throw new AirError(
        'QUERY_TOO_COSTLY',
        `The operation may cost ${points} points, more than ${limits.maxCost}.`,
        { exceeded: { limit: limits.maxCost, measured: points } },
      );
    },
  });

  return {
    limits,
    parse: (text) => parseWithin(text, limits),
    checkShape,
    measure(document, operationName) {
      const known = measured.get(document)?.get(operationName);
      if (known) return known;
      checkShape(document);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw unknownOperation(operationName);
      const mutations =
        operation.operation === 'mutation' ? (shapesOf(document).get(operation)?.rootFields ?? 0) : 0;
      const made = bounded(model.costOf(document, operation), mutations);
      const operations = measured.get(document) ?? new Map<string | undefined, MeasuredOperation>();
      measured.set(document, operations.set(operationName, made));
      return made;
    },
  };
};
