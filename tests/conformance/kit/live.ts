import { type DocumentNode, type ExecutionResult, parse, validate } from 'graphql';
import type { GatewayContext } from '../../../gateway/access/context.ts';
import { apolloExecution } from '../../../gateway/execution/apollo.ts';
import { planOf } from '../../../gateway/execution/compile.ts';
import { eventByApollo } from '../../../gateway/execution/event-by-apollo.ts';
import { compileEvents } from '../../../gateway/execution/events.ts';
import type { Answer } from '../../../gateway/execution/operation.ts';
import { silentMetrics } from '../../../gateway/observe/metrics.ts';
import { compose } from '../../../gateway/supergraph/compose.ts';
import { openSupergraph } from '../../../gateway/supergraph/open.ts';
import { type Shown, shown } from './shown.ts';
import { type Fault, linkTo, type Subgraph } from './subgraph.ts';

type Variables = Record<string, unknown>;

/** What became of the same events. */
export interface Enriched {
  readonly together: readonly Shown[];
  readonly alone: readonly Shown[];
  readonly byApollo: readonly Shown[];
  /** Requests to subgraphs, beyond the subscription itself. */
  readonly requests: { readonly together: number; readonly alone: number };
}

const shownAnswer = ({ data, errors }: Answer): Shown =>
  shown(data === undefined ? undefined : JSON.parse(data), errors);

/** A graph of small subgraphs that send events. */
export const openLiveGraph = (parts: readonly Subgraph[], context: GatewayContext) => {
  const { supergraphSdl } = compose(
    parts.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  const supergraph = openSupergraph(supergraphSdl);
  let fault: Fault | undefined;
  let requests = 0;
  const links = new Map(
    parts.map((part) => {
      const link = linkTo(part, () => fault);
      const counted: typeof link.execute = (request) => {
        requests += 1;
        return link.execute(request);
      };
      return [part.name, { ...link, execute: counted }];
    }),
  );
  const counting = async <Value>(work: () => Promise<Value>): Promise<[Value, number]> => {
    const before = requests;
    const value = await work();
    return [value, requests - before];
  };

  const eventsOf = async (
    { serviceName, operation, variableUsages = [] }: ReturnType<typeof compileEvents>['primary'],
    given: Variables,
  ): Promise<ExecutionResult[]> => {
    const used = variableUsages.filter((name) => given[name] !== undefined);
    const variables = Object.fromEntries(used.map((name) => [name, given[name]]));
    const stream = await links.get(serviceName)?.subscribe({ ...context, document: operation, variables });
    if (!stream || !(Symbol.asyncIterator in stream)) throw new Error('no stream');
    const events: ExecutionResult[] = [];
    for await (const event of stream) events.push(event);
    return events;
  };

  return {
    apiSchema: supergraph.apiSchema,
    /** Over a condition at the root of a subscription the validation itself falls. */
    isPlanned(query: string): boolean {
      try {
        const document = parse(query);
        if (validate(supergraph.apiSchema, document).length > 0) return false;
        return planOf(supergraph, document, undefined).plan.node?.kind === 'Subscription';
      } catch {
        return false;
      }
    },
    async enrich(query: string, variables: Variables, between?: Fault): Promise<Enriched> {
      const document: DocumentNode = parse(query);
      const operation = compileEvents({ supergraph, links, metrics: silentMetrics }, document, undefined);
      const { plan } = planOf(supergraph, document, undefined);
      if (plan.node?.kind !== 'Subscription') throw new Error('no subscription');
      const apollo = apolloExecution(supergraph, links, document, undefined);
      const one = eventByApollo(apollo, plan.node);
      fault = between;
      const events = await eventsOf(operation.primary, variables);
      const enrich = (some: readonly ExecutionResult[]) => operation.enrich(some, variables, context);
      const [together, requestsTogether] = await counting(() => enrich(events));
      const [alone, requestsAlone] = await counting(() =>
        Promise.all(events.map((event) => enrich([event]))),
      );
      const byApollo = await Promise.all(
        (await eventsOf(plan.node.primary, variables)).map((event) => one(event, variables, context)),
      );
      return {
        together: together.map(shownAnswer),
        alone: alone.flat().map(shownAnswer),
        byApollo: byApollo.map(shownAnswer),
        requests: { together: requestsTogether, alone: requestsAlone },
      };
    },
  };
};
