import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  subscribe,
  validate,
} from 'graphql';
import type { Log } from '../log.ts';
import { withAccess } from './access.ts';
import { boundedCache } from './bounded-cache.ts';
import type { RequestContext, Room, SubgraphDefinition } from './define.ts';
import { presentResult } from './errors.ts';
import type { GraphRequest, SubgraphLink } from './link.ts';
import { scalars } from './scalars.ts';

const sharedTypes = readFileSync(new URL(import.meta.resolve('@aqmrg/schema/shared.graphql')), 'utf8');

/** The whole text of a subgraph's schema, as composition and codegen see it. */
export const typeDefsOf = (definition: Pick<SubgraphDefinition, 'schema'>): DocumentNode =>
  parse(`${sharedTypes}\n${definition.schema}`);

export const buildSchema = (definition: SubgraphDefinition, room: Room<RequestContext>): GraphQLSchema => {
  const resolvers = { ...scalars, ...room.resolvers } as never;
  return withAccess(buildSubgraphSchema({ typeDefs: typeDefsOf(definition), resolvers }), room.access);
};

type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

const isStream = (
  result: AsyncGenerator<ExecutionResult, void, void> | ExecutionResult,
): result is AsyncGenerator<ExecutionResult, void, void> => Symbol.asyncIterator in result;

/** `return()` reaches the source at once, also while `next()` waits; an async generator would keep it waiting. */
const mapStream = (
  source: AsyncGenerator<ExecutionResult, void, void>,
  present: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> => {
  const stream: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => stream,
    async next() {
      const { done, value } = await source.next();
      return done ? { done, value: undefined } : { done: false, value: present(value) };
    },
    async return() {
      await source.return();
      return { done: true, value: undefined };
    },
  };
  return stream;
};

/** A room's schema, ready to answer in this process. Each distinct document is parsed and validated once. */
export const openLink = (
  definition: SubgraphDefinition,
  room: Room<RequestContext>,
  ground: { readonly log: Log; readonly now: () => number },
): SubgraphLink => {
  const schema = buildSchema(definition, room);
  const documents = boundedCache<Prepared>(2_000);

  const prepare = (text: string): Prepared =>
    documents.get(text, () => {
      try {
        const document = parse(text, { maxTokens: 20_000 });
        const errors = validate(schema, document, undefined, { maxErrors: 10 });
        return errors.length > 0 ? { errors } : { document };
      } catch (error) {
        return { errors: [error as GraphQLError] };
      }
    });

  const argumentsOf = (request: GraphRequest, document: DocumentNode) => ({
    schema,
    document,
    variableValues: request.variables ?? {},
    operationName: request.operationName ?? null,
    contextValue: room.context({
      caller: request.caller,
      requestId: request.requestId,
      signal: request.signal,
      now: ground.now,
    }),
  });

  return {
    name: definition.name,
    async execute(request) {
      const prepared = prepare(request.document);
      const result = 'errors' in prepared ? prepared : await execute(argumentsOf(request, prepared.document));
      return presentResult(result, request.requestId, ground.log);
    },
    async subscribe(request) {
      const present = (result: ExecutionResult) => presentResult(result, request.requestId, ground.log);
      const prepared = prepare(request.document);
      if ('errors' in prepared) return present(prepared);
      const stream = await subscribe(argumentsOf(request, prepared.document));
      if (!isStream(stream)) return present(stream);
      return mapStream(stream, present);
    },
    ready: async () => room.ready?.(),
  };
};
