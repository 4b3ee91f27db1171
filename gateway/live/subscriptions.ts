import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import { GraphQLError, parse, validate } from 'graphql';
import type { Compiling } from '../execution/compile.ts';
import { compileEvents, type EventOperation } from '../execution/events.ts';
import { type GapForm, gapFormOf } from './gap.ts';
import { makeResumable, type Resumable } from './resumable.ts';

/** A subscription, ready to be shared: its place in the stream is told apart from what it asks. */
export interface LiveOperation
  extends EventOperation,
    Pick<Resumable, 'cursorVariable' | 'afterOf' | 'keyOf'> {
  /** How it shows a gap, where it can. */
  readonly gapForm: GapForm | undefined;
}

export type Prepared = LiveOperation | { readonly errors: readonly GraphQLError[] };

/** As Apollo Server tells it of queries. */
const invalid = ({ message, nodes }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

const maxSubscriptions = 1_000;
const maxCharacters = 4_000_000;

/** Plans and compiles each distinct subscription once. The limits were passed before. */
export const createSubscriptions = (compiling: Compiling) => {
  const kept = boundedCache<Prepared>(maxSubscriptions, {
    weigh: (key) => key.length,
    maxWeight: maxCharacters,
  });
  const { apiSchema } = compiling.supergraph;

  const prepare = (text: string, operationName: string | undefined): Prepared => {
    const document = parse(text);
    const errors = validate(apiSchema, document, undefined, { maxErrors: 10 });
    if (errors.length > 0) return { errors: errors.map(invalid) };
    const resumable = makeResumable(apiSchema, document, operationName);
    return {
      ...compileEvents(compiling, resumable.document, operationName),
      cursorVariable: resumable.cursorVariable,
      afterOf: resumable.afterOf,
      keyOf: resumable.keyOf,
      gapForm: gapFormOf(apiSchema, resumable.document, operationName),
    };
  };

  return (text: string, operationName: string | undefined): Prepared =>
    kept.get(JSON.stringify([operationName, text]), () => prepare(text, operationName));
};
