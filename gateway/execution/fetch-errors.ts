import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { GraphQLError } from 'graphql';

export type Place = readonly (string | number)[];

/** An error of a whole answer has no place in it. */
const toldOf = (place: Place | undefined): Place | null => (place?.length ? place : null);

/** The subgraph could not be asked, or answered with what is no answer: its fields are null. */
export const unreachable = (service: string, error: unknown, place?: Place): GraphQLError => {
  const shown =
    error instanceof AirError
      ? error
      : new AirError('SUBGRAPH_UNAVAILABLE', `The ${service} subgraph does not answer.`, { cause: error });
  const { message, ...extensions } = shown.toJSON();
  return new GraphQLError(message, { path: toldOf(place), extensions: { ...extensions, service } });
};

/** An error of a subgraph's answer, at its place in the whole answer. */
export const subgraphError = (
  { message, extensions }: Pick<GraphQLError, 'message' | 'extensions'>,
  service: string,
  path: Place | undefined,
): GraphQLError =>
  new GraphQLError(message || `The ${service} subgraph failed.`, {
    path: toldOf(path),
    extensions: { ...extensions, code: extensions?.code ?? 'DOWNSTREAM_SERVICE_ERROR', service },
  });
