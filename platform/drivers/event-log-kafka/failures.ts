import { findErrorBy, NetworkError } from '@platformatic/kafka';
import { AirError } from '../../errors/air-error.ts';

/** Did not happen in time. The connection was given up: what it answers later belongs to nobody. */
export class TooLate extends Error {
  constructor() {
    super('The broker did not answer in time.');
    this.name = 'TooLate';
  }
}

const find = (error: unknown, property: string, value: string): boolean =>
  error instanceof Error && findErrorBy(error, property, value) !== null;

/** Whether the broker named one of these errors, alone or among others: `NOT_COORDINATOR`. */
export const says = (error: unknown, ...ids: readonly string[]): boolean =>
  ids.some((id) => find(error, 'apiId', id));

/** No connection, or one that broke or hung. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof TooLate ||
  find(error, 'code', NetworkError.code) ||
  find(error, 'code', 'PLT_KFK_UNEXPECTED_CORRELATION_ID');

/** Leaders move, brokers start, replicas fall behind: the same may go well in a moment, maybe elsewhere. */
const passing = [
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'BROKER_NOT_AVAILABLE',
  'NOT_CONTROLLER',
  'REQUEST_TIMED_OUT',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'KAFKA_STORAGE_ERROR',
  'NETWORK_EXCEPTION',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'CORRUPT_MESSAGE',
  'CONCURRENT_TRANSACTIONS',
  'THROTTLING_QUOTA_EXCEEDED',
];

export const isPassing = (error: unknown): boolean => isUnreachable(error) || says(error, ...passing);

/**
 * An error response of the client library carries the whole response: one partition's failure does not void what the others said. Rethrows where
 * there is none.
 */
export const responseIn = <R>(error: unknown): R => {
  const response = (error as { readonly response?: R } | null)?.response;
  if (response === undefined) throw error;
  return response;
};

export const closed = (): AirError => new AirError('SHUTTING_DOWN', 'The event log is closed.');

export const away = (cause: unknown): AirError =>
  new AirError('SUBGRAPH_UNAVAILABLE', 'The event log does not answer.', { retryAfterSeconds: 5, cause });

const chainOf = (error: unknown): readonly Error[] =>
  error instanceof Error ? [error, ...chainOf(error.cause)] : [];

/** For whoever starts us, and for no client: with all that led to it, such as a refused password or a certificate that nobody vouches for. */
export const cannotOpen = (brokers: readonly string[], error: unknown): Error => {
  const why = chainOf(error)
    .filter((cause) => !(cause instanceof AirError))
    .map(({ message }) => message);
  return new Error(`Kafka at ${brokers.join(',')} cannot be used: ${why.join(' ')}`, { cause: error });
};
