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
import { boundedCache } from './bounded-cache.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { guardEntities } from './entities.ts';
import { presentResult } from './errors.ts';
import { compileDocument } from './execution/operation.ts';
import type { GraphRequest, SubgraphLink } from './link.ts';
import { scalars } from './scalars.ts';

const sharedTypes = readFileSync(new URL(import.meta.resolve('@aqmrg/schema/shared.graphql')), 'utf8');

/** The whole text of a subgraph's schema, as composition and codegen see it. */
export const typeDefsOf = (definition: Pick<SubgraphDefinition, 'schema'>): DocumentNode =>
  parse(`${sharedTypes}\n${definition.schema}`);

export const buildSchema = (definition: SubgraphDefinition, room: Room<RequestContext>): GraphQLSchema => {
  const resolvers = { ...scalars, ...room.resolvers } as never;
  const typeDefs = typeDefsOf(definition);
  return withAccess(guardEntities(buildSubgraphSchema({ typeDefs, resolvers }), typeDefs), room.access);
};

interface Prepared {
  readonly document: DocumentNode;
  readonly operation: ReturnType<typeof compileDocument>;
}

type Events = AsyncIterator<unknown, unknown>;

/** `return()` reaches the source at once, also while `next()` waits; an async generator would keep it waiting. */
const mapStream = (
  source: Events,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> => {
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const { done, value } = await source.next();
      return done ? { done, value: undefined } : { done: false, value: await answer(value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return stream;
};

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

  const callOf = (request: GraphRequest) => ({
    variables: request.variables ?? {},
    signal: request.signal,
    context: room.context({
      caller: request.caller,
      requestId: request.requestId,
      signal: request.signal,
      now: ground.now,
    }),
  });

  return {
    name: definition.name,
    async execute(request) {
      const found = find(request);
      const result = 'errors' in found ? found : await found.operation.run(callOf(request));
      return presentResult(result, request.requestId, ground.log);
    },
    async subscribe(request) {
      const present = (result: ExecutionResult) => presentResult(result, request.requestId, ground.log);
      const found = find(request);
      if ('errors' in found) return present(found);
      const { document, operation } = found;
      const call = callOf(request);
      const source = await createSourceEventStream({
        schema,
        document,
        variableValues: call.variables,
        operationName: request.operationName ?? null,
        contextValue: call.context,
        hideSuggestions: true,
      });
      if (!(Symbol.asyncIterator in source)) return present(source);
      return mapStream((source as AsyncIterable<unknown>)[Symbol.asyncIterator](), async (event) =>
        present(await operation.run({ ...call, rootValue: event })),
      );
    },
    ready: async () => room.ready?.(),
  };
};
