import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import { GraphQLError, parse, validate } from 'graphql';
import type { Compiling } from '../execution/compile.ts';
import { compileEvents, type EventOperation } from '../execution/events.ts';

export type Prepared = EventOperation | { readonly errors: readonly GraphQLError[] };

/** As Apollo Server tells it of queries. */
const invalid = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

const maxSubscriptions = 1_000;

/** Plans and compiles each distinct subscription once. The limits were passed before. */
export const createSubscriptions = (compiling: Compiling) => {
  const kept = boundedCache<Prepared>(maxSubscriptions);

  const prepare = (text: string, operationName: string | undefined): Prepared => {
    const document = parse(text);
    const errors = validate(compiling.supergraph.apiSchema, document, undefined, { maxErrors: 10 });
    if (errors.length > 0) return { errors: errors.map(invalid) };
    return compileEvents(compiling, document, operationName);
  };

  return (text: string, operationName: string | undefined): Prepared =>
    kept.get(JSON.stringify([operationName, text]), () => prepare(text, operationName));
};
