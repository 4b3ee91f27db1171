import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import type { Links } from '../transport/links.ts';
import type { SourceOptions } from './source.ts';
import type { LiveOperation } from './subscriptions.ts';

/** How the stream behind a subscription is asked of its subgraph, on behalf of all who share it. */
export const upstreamOf = (
  { primary, cursorVariable }: LiveOperation,
  request: GraphRequest,
  links: Links,
): SourceOptions['subscribe'] => {
  const link = links.get(primary.serviceName);
  if (!link) throw new Error(`The supergraph names a subgraph "${primary.serviceName}" that nothing serves.`);
  // subgraphs refuse variables that they do not know
  const variables: Record<string, unknown> = {};
  for (const name of primary.variableUsages ?? []) {
    // where the stream starts is not for a variable to say that the client happens to send under our name
    if (name === cursorVariable || request.variables?.[name] === undefined) continue;
    variables[name] = request.variables[name];
  }
  const { caller, from, requestId } = request;
  return (after, signal) =>
    link.subscribe({
      document: primary.operation,
      operationName: primary.operationName,
      variables:
        after === undefined || !cursorVariable ? variables : { ...variables, [cursorVariable]: after },
      caller,
      from,
      live: { start: true },
      requestId,
      signal,
    });
};
