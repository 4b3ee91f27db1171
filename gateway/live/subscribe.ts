import type { Log } from '@aqmrg/platform/log.ts';
import { inSpan } from '@aqmrg/platform/observe/tracing.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { ExecutionResult } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { Compiling } from '../execution/compile.ts';
import { presentGatewayError } from '../execution/errors.ts';
import type { EventOperation } from '../execution/events.ts';
import type { Answer } from '../execution/operation.ts';
import { ReadyText } from '../execution/ready-text.ts';
import { createSubscriptions } from './subscriptions.ts';

type Stream = AsyncIterableIterator<ExecutionResult>;

/** Variables that the upstream operation uses; subgraphs refuse unknown ones. */
const upstreamVariables = (
  { primary }: EventOperation,
  { variables }: GraphRequest,
): Record<string, unknown> =>
  Object.fromEntries(
    (primary.variableUsages ?? [])
      .filter((name) => variables?.[name] !== undefined)
      .map((name) => [name, variables?.[name]]),
  );

/**
 * Live events through the federated graph: the subgraph of the root field sends the event, the rest of the plan is
 * fetched for each event from the other subgraphs. Events keep their order; one is enriched at a time.
 */
export const createLive = (compiling: Compiling, log: Log) => {
  const prepare = createSubscriptions(compiling);

  const answerTo = async (
    operation: EventOperation,
    event: ExecutionResult,
    request: GraphRequest,
  ): Promise<ExecutionResult> => {
    const { caller, authorization, requestId, signal } = request;
    const context: GatewayContext = { caller, authorization, requestId, signal, log };
    const [answer] = await operation.enrich([event], request.variables ?? {}, context);
    const { data, errors } = answer as Answer;
    const shown = errors.map((error) => presentGatewayError(error, requestId, log));
    return {
      data: data === undefined ? null : (new ReadyText(data) as never),
      ...(shown.length > 0 ? { errors: shown } : {}),
    };
  };

  return async (request: GraphRequest): Promise<Stream | ExecutionResult> => {
    const operation = prepare(request.document, request.operationName);
    if ('errors' in operation) return operation;
    const refused = operation.refuse(request.variables ?? {});
    if (refused.length > 0)
      return { errors: refused.map((error) => presentGatewayError(error, request.requestId, log)) };
    const { primary } = operation;
    const link = compiling.links.get(primary.serviceName);
    if (!link)
      throw new Error(`The supergraph names a subgraph "${primary.serviceName}" that nothing serves.`);
    const upstream = await link.subscribe({
      document: primary.operation,
      ...(primary.operationName ? { operationName: primary.operationName } : {}),
      variables: upstreamVariables(operation, request),
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
        const value = await inSpan('event', {}, () => answerTo(operation, event.value, request));
        return { done: false, value };
      },
      async return() {
        await upstream.return?.();
        return { done: true, value: undefined };
      },
    };
    return stream;
  };
};
