import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { catalogue } from '@aqmrg/platform/errors/catalogue.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import { variableAtFault } from '@aqmrg/platform/subgraph/field-at-fault.ts';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of Apollo Server that speak of the request itself; their messages are safe to show. */
export const protocolCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

const isOurs = (code: unknown): boolean => typeof code === 'string' && Object.hasOwn(catalogue, code);

const shownExtensions = (extensions: Record<string, unknown>) => {
  const { code, next, field, service, limit, measured, retryAfterSeconds, requestId } = extensions;
  const shown = { code, next, field, service, limit, measured, retryAfterSeconds, requestId };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
};

/** What a client sees of an error: ours and the protocol's as they are, anything else masked and logged. */
export const presentFormatted = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId: string | undefined,
  log: Log,
): GraphQLFormattedError => {
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (cause instanceof AirError) {
    const { message, ...extensions } = cause.toJSON();
    return { message, ...place, extensions };
  }
  const extensions = formatted.extensions ?? {};
  // Apollo Server's name for variables that do not fit; subgraphs say BAD_INPUT of those that it does not check
  if (extensions.code === 'BAD_USER_INPUT') {
    const field = variableAtFault(formatted.message);
    return {
      message: formatted.message,
      ...place,
      extensions: { code: 'BAD_INPUT', next: catalogue.BAD_INPUT.next, ...(field && { field }) },
    };
  }
  if (isOurs(extensions.code) || protocolCodes.has(String(extensions.code))) {
    return { message: formatted.message, ...place, extensions: shownExtensions(extensions) };
  }
  log.error({ err: cause, requestId }, 'the gateway failed');
  return {
    message: 'Something went wrong on our side.',
    ...place,
    extensions: { code: 'INTERNAL', next: catalogue.INTERNAL.next, ...(requestId ? { requestId } : {}) },
  };
};

export const presentGatewayError = (error: GraphQLError, requestId: string, log: Log): GraphQLError => {
  const shown = presentFormatted(error.toJSON?.() ?? error, error, requestId, log);
  return new GraphQLError(shown.message, {
    path: shown.path ?? null,
    extensions: shown.extensions ?? null,
  });
};
