import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { Log } from '@aqmrg/platform/log.ts';
import { inSpan } from '@aqmrg/platform/observe/tracing.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';

import { presentGatewayError } from '../execution/errors.ts';
import type { OpenSupergraph } from '../supergraph/open.ts';
import { dataSourcesOf } from '../transport/data-source.ts';
import type { Links } from '../transport/links.ts';
import { createEventPlanner, type EventPlan, eventService } from './event-plans.ts';

type Stream = AsyncIterableIterator<ExecutionResult>;

/** As Apollo Server tells it of queries. */
const invalid = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/**
 * Live events through the federated graph: the subgraph of the root field sends the event, the rest of the plan is
 * fetched for each event from the other subgraphs. Events keep their order; one is enriched at a time.
 */
export const createLive = (supergraph: OpenSupergraph, links: Links, log: Log) => {
  const planOf = createEventPlanner(supergraph);
  const sources = dataSourcesOf(links);

  const enrich = async (
    plan: EventPlan,
    event: ExecutionResult,
    request: GraphRequest,
  ): Promise<ExecutionResult> => {
    if (!event.data) return event;
    const context: GatewayContext = {
      caller: request.caller,
      authorization: request.authorization,
      requestId: request.requestId,
      signal: request.signal,
      log,
    };
    const eventSource: GraphQLDataSource = { process: async () => event as never };
    const result = await executeQueryPlan(
      plan.enrich,
      { ...sources, [eventService]: eventSource },
      { request: { variables: { ...request.variables } }, context, logger: log } as never,
      plan.operation,
      supergraph.supergraphSchema,
      supergraph.api,
    );
    return {
      data: result.data ?? null,
      ...(result.errors
        ? { errors: result.errors.map((error) => presentGatewayError(error, request.requestId, log)) }
        : {}),
    };
  };

  /** Variables that the upstream operation uses; subgraphs refuse unknown ones. */
  const upstreamVariables = (plan: EventPlan, request: GraphRequest): Record<string, unknown> =>
    Object.fromEntries(
      (plan.primary.variableUsages ?? [])
        .filter((name) => request.variables?.[name] !== undefined)
        .map((name) => [name, request.variables?.[name]]),
    );

  return async (request: GraphRequest): Promise<Stream | ExecutionResult> => {
    const plan = planOf(request.document, request.operationName);
    if ('errors' in plan) return { errors: plan.errors.map(invalid) };
    const link = links.get(plan.primary.serviceName);
    if (!link)
      throw new Error(`The supergraph names a subgraph "${plan.primary.serviceName}" that nothing serves.`);
    const upstream = await link.subscribe({
      document: plan.primary.operation,
      ...(plan.primary.operationName ? { operationName: plan.primary.operationName } : {}),
      variables: upstreamVariables(plan, request),
      caller: request.caller,
      ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
      requestId: request.requestId,
      signal: request.signal,
    });
    if (!(Symbol.asyncIterator in upstream)) return upstream;

    const stream: Stream = {
      [Symbol.asyncIterator]: () => stream,
      async next() {
        const event = await upstream.next();
        if (event.done) return event;
        return {
          done: false,
          value: await inSpan('event', {}, () => enrich(plan, event.value, request)),
        };
      },
      async return() {
        await upstream.return?.();
        return { done: true, value: undefined };
      },
    };
    return stream;
  };
};
