import { Agent } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import { badInput } from '../../errors/air-error.ts';

export interface ServerOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pathStyle: boolean;
  readonly ca?: string;
  readonly connectTimeoutMs: number;
  /** For one try of one request, with what it sends. */
  readonly requestTimeoutMs: number;
}

export const checkEndpoint = (field: string, endpoint: string): void => {
  const isFine = URL.canParse(endpoint) && ['http:', 'https:'].includes(new URL(endpoint).protocol);
  if (!isFine) throw badInput(field, `The ${field} of the object store is http://… or https://….`);
};

/** Every call of ours may be done twice: objects are put whole, and parts by number. So it tries three times. */
export const clientFor = (options: ServerOptions, maxSockets: number): S3Client => {
  const { endpoint, region, accessKeyId, secretAccessKey, pathStyle, ca } = options;
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: pathStyle,
    maxAttempts: 3,
    // Servers that are not Amazon's refuse or forget the checksums that its client adds unasked.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: options.connectTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: new Agent({ keepAlive: true, maxSockets, ...(ca === undefined ? {} : { ca }) }),
    },
  });
};
