import { catalogue, type ErrorCode } from '@aqmrg/platform/errors/catalogue.ts';
import type { RequestOutcome } from '../observe/metrics.ts';

/** What is looked at of an error, whether it is written already or not. */
interface Coded {
  readonly extensions?: { readonly [name: string]: unknown };
}

/** The request's own fault, told by graphql-js: what clients of old read under status 200 alone. */
const faultsOfDocument: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_INPUT',
]);

export const codeOf = (error: Coded | undefined): unknown => error?.extensions?.code;

/** The status of an answer without data. Codes that are not ours are Apollo Server's, and speak of the request. */
export const statusOf = (errors: readonly Coded[]): number => {
  const code = String(codeOf(errors[0]));
  return Object.hasOwn(catalogue, code) ? catalogue[code as ErrorCode].status : 400;
};

export const isFaultOfDocument = (errors: readonly Coded[]): boolean =>
  errors.length > 0 && errors.every((error) => faultsOfDocument.has(codeOf(error)));

/** How a request ended, as it is counted. */
export const outcomeOf = (hasData: boolean, errors: readonly Coded[]): RequestOutcome => {
  if (errors.length === 0) return 'ok';
  if (hasData) return 'partial';
  return statusOf(errors) < 500 ? 'refused' : 'failed';
};
