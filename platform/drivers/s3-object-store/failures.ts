import { S3ServiceException } from '@aws-sdk/client-s3';
import { AirError } from '../../errors/air-error.ts';
import { clash, notFound, rangeBehind } from '../object-rules.ts';

/** One word without an address or a secret in it, for the log: `ECONNREFUSED`, `AccessDenied`. All that errors carry as their cause. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

const cause = (error: unknown): { readonly cause: Error } => ({ cause: new Error(reasonOf(error)) });

const away = (error: unknown): AirError =>
  new AirError('SUBGRAPH_UNAVAILABLE', 'The object store cannot be reached.', cause(error));

export const late = (): AirError => new AirError('DEADLINE_EXCEEDED', 'The object store took too long.');

export const closed = (): AirError => new AirError('SHUTTING_DOWN', 'The object store is closed.');

export const tooManyPuts = (): AirError =>
  new AirError('OVERLOADED', 'Too many objects are being stored.', { retryAfterSeconds: 1 });

const full = (error: unknown): AirError =>
  new AirError('STORAGE_FULL', 'The disk of the object store is full.', cause(error));

const busy = (error: unknown): AirError =>
  new AirError('OVERLOADED', 'The object store asks for patience.', {
    retryAfterSeconds: 1,
    ...cause(error),
  });

/** Waiting does not help. */
export const refused = (error: unknown): AirError =>
  new AirError(
    'CONFLICT',
    'The object store refuses the access key, or what it wants with the bucket: check the key, the name of the bucket and the region.',
    cause(error),
  );

/** Node's, of a socket and of certificates. */
const awayCodes =
  /^(ECONN\w+|EPIPE|EPROTO|EHOST\w+|ENET\w+|ENOTFOUND|EAI_\w+|ERR_STREAM_PREMATURE_CLOSE)$|CERT|SSL|TLS|VERIFY/;
/** Of servers that keep objects on a disk; not each says it with 507. */
const fullNames = /^(InsufficientStorage|QuotaExceeded|XMinioStorageFull)$/;
/** Servers that keep objects as files. */
const clashNames = /^(ObjectParentIsFile|ExistingObjectIsDirectory|XMinioParentIsObject)$/;

/** HTTP's; 0 where nobody answered. Also of what somebody on the way said in words that are not S3's. */
export const statusOf = (error: unknown): number => {
  const { $metadata } = error as Partial<Pick<S3ServiceException, '$metadata'>>;
  return $metadata?.httpStatusCode ?? 0;
};

export const isAbsent = (error: unknown): boolean =>
  error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound');

const isRefusal = (error: unknown): boolean => [401, 403].includes(statusOf(error));

const ofServer = (error: Error, key: string): AirError | undefined => {
  const status = statusOf(error);
  if (fullNames.test(error.name) || status === 507) return full(error);
  if (isAbsent(error)) return notFound(key);
  if (clashNames.test(error.name)) return clash(key, new Error(error.name));
  if (status === 416) return rangeBehind();
  if (status === 429 || error.name === 'SlowDown') return busy(error);
  // a bucket that is gone, credentials that were changed: whoever asks can do nothing but wait
  if (status >= 500 || isRefusal(error) || error.name === 'NoSuchBucket') return away(error);
  return undefined;
};

/** What the caller may know by a code; whatever else is said is a mistake of ours, and masked at the edge. */
export const explained = (error: unknown, key = ''): unknown => {
  if (error instanceof AirError || !(error instanceof Error)) return error;
  if (statusOf(error) > 0) return ofServer(error, key) ?? error;
  // before its name: the library calls each broken connection a TimeoutError
  if (awayCodes.test(reasonOf(error))) return away(error);
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? late() : error;
};
