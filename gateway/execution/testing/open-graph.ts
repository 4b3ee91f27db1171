import { anonymous } from '@aqmrg/platform/caller.ts';
import type { GraphRequest, SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { type DocumentNode, type ExecutionResult, parse, validate } from 'graphql';
import { pino } from 'pino';
import type { GatewayContext } from '../../access/context.ts';
import { silentMetrics } from '../../observe/metrics.ts';
import { compose } from '../../supergraph/compose.ts';
import { openSupergraph } from '../../supergraph/open.ts';
import { compileEvents, type EventOperation } from '../events.ts';
import { createExecutor } from '../executor.ts';
import type { Answer, Operation } from '../operation.ts';

/** What a subgraph answers; thrown: it cannot be reached. */
type Respond = (request: GraphRequest) => ExecutionResult | Promise<ExecutionResult>;

export interface TestSubgraph {
  readonly sdl: string;
  readonly respond: Respond;
}

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@inaccessible"])`;

export const testContext = (): GatewayContext => ({
  caller: anonymous,
  from: undefined,
  requestId: 'a-request',
  signal: new AbortController().signal,
  log: pino({ level: 'silent' }),
});

/** An answer in plain data. */
export const shownAnswer = ({ data, errors }: Answer) => ({
  data: data === undefined ? undefined : JSON.parse(data),
  errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })),
});

const known = new Map<string, string>();

/** Most tests of a file ask the same graph, and composing one takes longer than what they ask. */
const composed = (subgraphs: Readonly<Record<string, TestSubgraph>>): string => {
  const texts = Object.entries(subgraphs).map(([name, { sdl }]) => [name, sdl] as const);
  const key = JSON.stringify(texts);
  const sdl =
    known.get(key) ??
    compose(
      texts.map(([name, text]) => ({
        name,
        url: `http://${name}`,
        typeDefs: parse(`${federation} ${text}`),
      })),
    ).supergraphSdl;
  known.set(key, sdl);
  return sdl;
};

/** A supergraph of subgraphs that answer what the test says, and everything that they were asked. */
export const openGraph = (subgraphs: Readonly<Record<string, TestSubgraph>>) => {
  const asked: (GraphRequest & { readonly service: string })[] = [];
  const links = new Map(
    Object.entries(subgraphs).map(([name, { respond }]): [string, SubgraphLink] => [
      name,
      {
        name,
        async execute(request) {
          asked.push({ ...request, service: name });
          return respond(request);
        },
        subscribe: async () => ({ errors: [] }),
        ready: async () => {},
      },
    ]),
  );
  const supergraph = openSupergraph(composed(subgraphs));
  const compiling = { supergraph, links, metrics: silentMetrics };
  const executor = createExecutor(compiling);
  const valid = (text: string): DocumentNode => {
    const document = parse(text);
    const problems = validate(supergraph.apiSchema, document);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return document;
  };
  const prepare = (text: string, operationName?: string): Operation =>
    executor.prepare(text, operationName, valid(text));
  return {
    asked,
    executor,
    prepare,
    prepareEvents: (text: string): EventOperation => compileEvents(compiling, valid(text), undefined),
    async ask(text: string, variables: Readonly<Record<string, unknown>> = {}) {
      return shownAnswer(await prepare(text).run(variables, testContext()));
    },
  };
};
