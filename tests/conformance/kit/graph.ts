import { anonymous } from '@aqmrg/platform/caller.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import type { GatewayContext } from '../../../gateway/access/context.ts';
import { compose } from '../../../gateway/supergraph/compose.ts';
import { differences, type StockShown } from './compare.ts';
import { openOurs } from './ours.ts';
import { listed, type Shown, shown } from './shown.ts';
import { openStock } from './stock.ts';
import { type Fault, linkTo, type Subgraph } from './subgraph.ts';

const log = createLog('silent');

const context = (): GatewayContext => ({
  caller: anonymous,
  from: undefined,
  requestId: 'conformance',
  signal: new AbortController().signal,
  log,
});

/** What both executors answered to one operation. */
export interface Both {
  readonly stock: StockShown;
  readonly ours: Shown;
  readonly by: 'compiled' | 'apollo';
  /** Why one of them gave no answer at all: the operation cannot be planned, or Apollo's executor fell over an answer. */
  readonly threw: { readonly stock?: Error; readonly ours?: Error };
}

type Variables = Record<string, unknown>;

/** A graph of small subgraphs behind our executor and behind Apollo's. */
export interface Graph {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  /** Both answers, uncompared. The fault stands before every subgraph. */
  both(query: string, variables?: Variables, fault?: Fault): Promise<Both>;
  /** Our answer; an error that shows both where Apollo's differs. */
  ask(query: string, variables?: Variables, fault?: Fault): Promise<Shown>;
  stop(): Promise<void>;
}

const checked = (apiSchema: GraphQLSchema, query: string): DocumentNode => {
  const document = parse(query);
  const problems = validate(apiSchema, document);
  if (problems[0]) throw new Error(`${problems[0].message} in ${query}`);
  return document;
};

const settled = async <Value>(work: () => Promise<Value>): Promise<{ value?: Value; error?: Error }> => {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
};

export const openGraph = async (parts: readonly Subgraph[]): Promise<Graph> => {
  const { supergraphSdl } = compose(
    parts.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  let fault: Fault | undefined;
  const links = new Map(parts.map((part) => [part.name, linkTo(part, () => fault)]));
  const stock = await openStock(supergraphSdl, links);
  const ours = openOurs(supergraphSdl, links);

  const both = async (query: string, variables: Variables = {}, between?: Fault): Promise<Both> => {
    const document = checked(stock.apiSchema, query);
    fault = between;
    const theirs = await settled(() => stock.run(query, document, variables, context()));
    const own = await settled(() => ours.run(query, document, variables, context()));
    return {
      stock: {
        ...shown(
          theirs.value?.data && JSON.parse(JSON.stringify(theirs.value.data)),
          theirs.value?.errors ?? [],
        ),
        misfits: listed(theirs.value?.misfits ?? []),
      },
      ours: shown(own.value?.data && JSON.parse(own.value.data), own.value?.errors ?? []),
      by: own.value?.by ?? 'apollo',
      threw: {
        ...(theirs.error && { stock: theirs.error }),
        ...(own.error && { ours: own.error }),
      },
    };
  };

  return {
    supergraphSdl,
    apiSchema: stock.apiSchema,
    both,
    async ask(query, variables, between) {
      const answers = await both(query, variables, between);
      if (answers.threw.ours) throw answers.threw.ours;
      if (answers.threw.stock) throw answers.threw.stock;
      const found = differences(answers.stock, answers.ours, { hiding: true });
      if (found.length > 0)
        throw new Error(
          `${found.join(', ')} differ: ${JSON.stringify({ stock: answers.stock, ours: answers.ours })}`,
        );
      return answers.ours;
    },
    stop: stock.stop,
  };
};
