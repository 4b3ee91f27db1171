import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import type { GraphRequest } from '@aqmrg/platform/subgraph/link.ts';
import { Kind, parse } from 'graphql';

const maxDocuments = 2_000;

/** What is found out once of each document that is sent to subgraphs. */
export interface KnownDocument {
  /** Every operation in it is a query. */
  readonly queriesOnly: boolean;
  /** The text as a JSON string. */
  readonly quoted: string;
}

/** A text that cannot be read is not taken for a query: those may be repeated and shared. */
const holdsQueriesOnly = (text: string): boolean => {
  try {
    return parse(text).definitions.every(
      (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === 'query',
    );
  } catch {
    return false;
  }
};

const documents = boundedCache<KnownDocument>(maxDocuments);

export const knownDocument = (text: string): KnownDocument =>
  documents.get(text, () => ({ queriesOnly: holdsQueriesOnly(text), quoted: JSON.stringify(text) }));

/** Queries change nothing: they may be asked again, and be answered together. */
export const isQuery = (request: GraphRequest): boolean =>
  request.kind === undefined ? knownDocument(request.document).queriesOnly : request.kind === 'query';

export const variablesTextOf = (request: GraphRequest): string =>
  request.variablesText ?? JSON.stringify(request.variables ?? {});
