import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Log } from '../log.ts';
import { traceResolvers } from '../observe/resolver-spans.ts';
import { withAccess } from './access.ts';
import { withAccessDirectives } from './access-directive.ts';
import { boundedCache } from './bounded-cache.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { guardEntities } from './entities.ts';
import { presentResult } from './errors.ts';
import { requireEventRules } from './event-rules.ts';
import { compileDocument } from './execution/operation.ts';
import type { GraphRequest, SubgraphLink } from './link.ts';
import { scalars } from './scalars.ts';
import { answerEvents, mapStream, subscribedField } from './stream.ts';

const sharedTypes = readFileSync(new URL(import.meta.resolve('@aqmrg/schema/shared.graphql')), 'utf8');

/** The whole text of a subgraph's schema, as composition and codegen see it. */
export const typeDefsOf = ({ schema, access }: Pick<SubgraphDefinition, 'schema' | 'access'>): DocumentNode =>
  withAccessDirectives(parse(`${sharedTypes}\n${schema}`), access);

export const buildSchema = (definition: SubgraphDefinition, room: Room<RequestContext>): GraphQLSchema => {
  const resolvers = { ...scalars, ...room.resolvers } as never;
  const typeDefs = typeDefsOf(definition);
  const schema = guardEntities(buildSubgraphSchema({ typeDefs, resolvers }), typeDefs);
  requireEventRules(schema, room.events, definition.access.Subscription);
  return withAccess(schema, definition.access);
};

const conditional = 'A subscription asks for its one field without @skip and @include.';

interface Prepared {
  readonly document: DocumentNode;
  readonly operation: ReturnType<typeof compileDocument>;
}

/** A room's schema, ready to answer in this process. Each distinct document is parsed, validated and compiled once. */
export const openLink = (
  definition: SubgraphDefinition,
  room: Room<RequestContext>,
  ground: { readonly log: Log; readonly now: () => number },
): SubgraphLink => {
  const schema = buildSchema(definition, room);
  traceResolvers(schema, definition.name);
  const documents = boundedCache<Prepared | readonly GraphQLError[]>(2_000);

  const prepare = (text: string): Prepared | readonly GraphQLError[] =>
    documents.get(text, () => {
      try {
        const document = parse(text, { maxTokens: 20_000 });
        const errors = validate(schema, document, undefined, { maxErrors: 10, hideSuggestions: true });
        return errors.length > 0 ? errors : { document, operation: compileDocument(schema, document) };
      } catch (error) {
        return [error as GraphQLError];
      }
    });

  /** The operation that a request means, or why there is none. */
  const find = (request: GraphRequest) => {
    const prepared = prepare(request.document);
    if (!('operation' in prepared)) return { errors: prepared };
    const operation = prepared.operation(request.operationName);
    return operation instanceof GraphQLError
      ? { errors: [operation] }
      : { document: prepared.document, operation };
  };

  const contextOf = ({ caller, from, requestId, signal }: GraphRequest): RequestContext =>
    room.context({ caller, from, requestId, signal, now: ground.now });
  const callOf = (request: GraphRequest, context: RequestContext) => ({
    variables: request.variables ?? {},
    signal: request.signal,
    context,
  });

  return {
    name: definition.name,
    async execute(request) {
      const found = find(request);
      const result =
        'errors' in found ? found : await found.operation.run(callOf(request, contextOf(request)));
      return presentResult(result, request.requestId, ground.log);
    },
    async subscribe(request) {
      const present = (result: ExecutionResult) => presentResult(result, request.requestId, ground.log);
      const found = find(request);
      if ('errors' in found) return present(found);
      const { document, operation } = found;
      const field = subscribedField(document, operation.node);
      if (field === undefined) return present({ errors: [new GraphQLError(conditional)] });
      const source = await createSourceEventStream({
        schema,
        document,
        variableValues: request.variables ?? {},
        operationName: request.operationName ?? null,
        contextValue: contextOf(request),
        hideSuggestions: true,
      });
      if (!(Symbol.asyncIterator in source)) return present(source);
      const rule = room.events?.[field];
      const answer = answerEvents({
        field,
        contextOf: () => contextOf(request),
        allows: (event, context) => rule?.(event as never, context) === true,
        wantsStart: request.live?.start === true,
        execute(rootValue, context) {
          const result = operation.run({ ...callOf(request, context), rootValue });
          return result instanceof Promise ? result.then(present) : present(result);
        },
        log: ground.log,
      });
      return mapStream((source as AsyncIterable<unknown>)[Symbol.asyncIterator](), answer);
    },
    ready: async () => room.ready?.(),
  };
};
