import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
} from 'graphql';

// biome-ignore lint/suspicious/noExplicitAny: resolvers of many small schemas, each with its own sources
export type Resolvers = Record<string, Record<string, (...args: any[]) => unknown>>;

/** One subgraph of a small graph: its name, SDL without the federation link, and resolvers. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Resolvers;
  /** For fields without a resolver of their own, instead of reading a property. */
  // biome-ignore lint/suspicious/noExplicitAny: sources of any kind
  readonly fieldResolver?: GraphQLFieldResolver<any, unknown>;
}

const directives = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@override',
  '@inaccessible',
  '@interfaceObject',
  '@extends',
];
const federation2 = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ${JSON.stringify(directives)})`;

/** A subgraph that speaks Federation 2. */
export const subgraph = (name: string, sdl: string, resolvers: Resolvers = {}): Subgraph => ({
  name,
  sdl: `${federation2}\n${sdl}`,
  resolvers,
});

/** A subgraph that never heard of Federation 2: no link, `extend` and `@external` in the old sense. */
export const oldSubgraph = (name: string, sdl: string, resolvers: Resolvers = {}): Subgraph => ({
  name,
  sdl,
  resolvers,
});

/** What stands between a subgraph and a gateway: passes on, changes or refuses its answers. */
export type Fault = (
  request: GraphRequest,
  answer: ExecutionResult,
  subgraph: string,
) => ExecutionResult | Promise<ExecutionResult>;

const asOverHttp = (result: ExecutionResult): ExecutionResult => JSON.parse(JSON.stringify(result));

/** A stream ends after so many events: each from a root of its own number. */
export const eventsEach = 5;

/** The subgraph in this process. Answers are fresh plain objects, as they come from a wire. */
export const linkTo = (part: Subgraph, fault: () => Fault | undefined = () => undefined): SubgraphLink => {
  const schema: GraphQLSchema = buildSubgraphSchema({
    typeDefs: parse(part.sdl),
    resolvers: part.resolvers as never,
  });
  const answerTo = async (request: GraphRequest, rootValue?: unknown): Promise<ExecutionResult> => {
    const answer = asOverHttp(
      await execute({
        schema,
        document: parse(request.document),
        operationName: request.operationName ?? null,
        variableValues: structuredClone(request.variables ?? {}) as Record<string, unknown>,
        contextValue: {},
        rootValue,
        fieldResolver: part.fieldResolver ?? null,
      }),
    );
    const change = fault();
    return change ? change(request, answer, part.name) : answer;
  };
  return {
    name: part.name,
    execute: (request) => answerTo(request),
    async subscribe(request) {
      const events = await Promise.all(
        Array.from({ length: eventsEach }, (_, n) =>
          answerTo(request, { n: n + 1 }).catch(() => ({ data: null, errors: [new GraphQLError('gone')] })),
        ),
      );
      return (async function* stream() {
        yield* events;
      })();
    },
    ready: async () => {},
  };
};
