import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { catalogue, type ErrorCode } from '@aqmrg/platform/errors/catalogue.ts';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { noAnswer, type Reason } from './failures.ts';

/** A subgraph said no to the operation. */
export class Refused extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'The subgraph refused this.');
    this.errors = errors;
  }
}

/** The other way to speak the protocol would not help. */
const lastingCodes: ReadonlySet<number> = new Set([
  CloseCode.BadRequest,
  CloseCode.BadResponse,
  CloseCode.Unauthorized,
  // it does not believe us, which is nothing that the client could mend
  CloseCode.Forbidden,
  CloseCode.SubprotocolNotAcceptable,
  CloseCode.SubscriberAlreadyExists,
  CloseCode.TooManyInitialisationRequests,
  1009,
]);

const asGraphqlError = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });

/** What passes by itself is for whoever goes on, not for the client. */
const isPassing = ({ extensions }: GraphQLError): boolean =>
  extensions.code === 'SHUTTING_DOWN' || extensions.code === 'SUBGRAPH_UNAVAILABLE';

const reasonOfUpgrade = (message: string): Reason =>
  /Unexpected server response: 4\d\d/.test(message) ? 'lasting' : 'passing';

/** Why a stream ended: what graphql-ws tells its sink is an error message, a close event or an error of the socket. */
export const endOf = (service: string, told: unknown): Error => {
  if (Array.isArray(told)) {
    const errors = (told as readonly GraphQLFormattedError[]).map(asGraphqlError);
    return errors[0] && isPassing(errors[0]) ? noAnswer(service, 'passing', errors[0]) : new Refused(errors);
  }
  const { code, reason, message = '' } = told as { code?: unknown; reason?: string; message?: string };
  if (typeof code !== 'number') return noAnswer(service, reasonOfUpgrade(message), told);
  const cause = new Error(`the socket closed with ${code} ${reason ?? ''}`);
  return noAnswer(service, lastingCodes.has(code) ? 'lasting' : 'passing', cause);
};

/** A refusal that came in the middle of a stream, as an error with its code and field. */
export const asRejection = (error: unknown): unknown => {
  if (!(error instanceof Refused)) return error;
  const [first] = error.errors;
  const { code, field } = first?.extensions ?? {};
  if (typeof code !== 'string' || !Object.hasOwn(catalogue, code)) return first ?? error;
  return new AirError(code as ErrorCode, error.message, typeof field === 'string' ? { field } : {});
};
