import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { catalogue, type ErrorCode } from '@aqmrg/platform/errors/catalogue.ts';
import type { ExecutionResult } from 'graphql';
import type { Reply } from './exchange.ts';
import { noAnswer } from './failures.ts';

/** What balancers and servers say that are about to come or go. */
const passingStatuses = new Set([502, 503, 504]);

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isError = (value: unknown): boolean => isObject(value) && typeof value.message === 'string';

/** `data`, or at least one error; nothing of another form in their places. */
const isResult = (body: unknown): boolean => {
  if (!isObject(body)) return false;
  const { data, errors } = body;
  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.every(isError)))
    return false;
  if (data === undefined || data === null) return Array.isArray(errors) && errors.length > 0;
  return isObject(data);
};

const isCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(catalogue, code);

/** How our own servers refuse a whole request, such as one that is too large. */
const refusalIn = (body: unknown): AirError | undefined => {
  const error = isObject(body) ? body.error : undefined;
  if (!isObject(error) || !isCode(error.code) || typeof error.message !== 'string') return undefined;
  return new AirError(
    error.code,
    error.message,
    typeof error.field === 'string' ? { field: error.field } : {},
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A GraphQL answer of any status is one; a refusal of ours is thrown with its code, all else as no answer. */
export const answerIn = ({ status, text }: Reply, service: string): ExecutionResult => {
  const body = parsed(text);
  if (isResult(body)) return body as ExecutionResult;
  const said = new Error(`status ${status} and no GraphQL answer: ${text.slice(0, 200)}`);
  if (passingStatuses.has(status)) throw noAnswer(service, 'passing', said);
  // nothing that the client could mend
  if (status === 401) throw noAnswer(service, 'disbelieved', said);
  throw refusalIn(body) ?? noAnswer(service, 'lasting', said);
};
