import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { GraphQLError } from 'graphql';
import type { TrustedDocuments } from '../access/trusted-documents.ts';
import type { Variables } from '../execution/operation.ts';
import { hashOf, isHash, type PersistedDocuments } from './persisted.ts';

/** A request whose document is told, by its text, an id or a hash. */
export interface Asked {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Variables;
}

/** The parameters of GraphQL over HTTP as they came, nothing of them checked. */
export interface Parameters {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The hash of Apollo's automatic persisted queries, where one came. */
const hashIn = (extensions: unknown): string | undefined => {
  const persisted = isRecord(extensions) ? extensions.persistedQuery : undefined;
  if (persisted === undefined || persisted === null) return undefined;
  const { version, sha256Hash } = isRecord(persisted) ? persisted : {};
  if (version === 1 && isHash(sha256Hash)) return sha256Hash;
  throw badInput(
    'extensions.persistedQuery',
    'Send { version: 1, sha256Hash } with the hash in lower-case hexadecimal.',
  );
};

const withoutAlgorithm = (id: string): string => (id.startsWith('sha256:') ? id.slice(7) : id);

export interface Documents {
  readonly trusted: TrustedDocuments;
  readonly persisted: PersistedDocuments;
}

/**
 * The text that a request asks to run, wherever it is kept; undefined where it gives none that could be run, or a hash that
 * is not known yet. Throws where only trusted documents are answered and this is none, and for a hash of another text.
 */
export const textAsked = (parameters: Parameters, { trusted, persisted }: Documents): string | undefined => {
  const hash = hashIn(parameters.extensions);
  const query = typeof parameters.query === 'string' && parameters.query ? parameters.query : undefined;
  const documentId =
    typeof parameters.documentId === 'string' ? withoutAlgorithm(parameters.documentId) : undefined;
  if (query === undefined && documentId === undefined && hash === undefined) return undefined;
  const resolved = trusted.resolve({ query, documentId, persistedQueryHash: hash });
  const text = resolved?.query ?? (hash === undefined ? undefined : persisted.find(hash));
  if (query === undefined || hash === undefined) return text;
  if (persisted.find(hash) !== query && hashOf(query) !== hash)
    throw badInput('extensions.persistedQuery.sha256Hash', 'This is not the hash of the query.');
  return text;
};

/**
 * The same for whoever has to give an answer at once: a hash that nobody knows is an error, and no document at all an empty one, which no
 * parser takes. Documents are registered over HTTP alone.
 */
export const documentAsked = (parameters: Parameters, documents: Documents): string => {
  const text = textAsked(parameters, documents);
  if (text !== undefined) return text;
  if (hashIn(parameters.extensions) === undefined) return '';
  throw new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
};

/** Whether a document comes to be registered under its hash, which only Apollo Server's way does. */
const registers = ({ query, extensions }: Parameters, { persisted }: Documents): boolean => {
  if (typeof query !== 'string') return false;
  const hash = hashIn(extensions);
  return hash !== undefined && persisted.find(hash) === undefined;
};

const isNullish = (value: unknown): value is null | undefined => value === undefined || value === null;

/** The request where every parameter has its plain form; undefined leaves it to Apollo Server, which tells what is wrong. */
export const readAsked = (body: unknown, documents: Documents): Asked | undefined => {
  if (!isRecord(body)) return undefined;
  const { operationName, variables, extensions }: Parameters = body;
  if (!isNullish(operationName) && (typeof operationName !== 'string' || !operationName)) return undefined;
  if (!isNullish(variables) && !isRecord(variables)) return undefined;
  if (!isNullish(extensions) && !isRecord(extensions)) return undefined;
  if (registers(body, documents)) return undefined;
  const text = textAsked(body, documents);
  if (text === undefined) return undefined;
  return { text, operationName: operationName ?? undefined, variables: variables ?? {} };
};
