import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { isAbsent, refused, statusOf } from './failures.ts';
import type { Send } from './send.ts';

const isOurs = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.name === 'BucketAlreadyOwnedByYou';

/** What is said of the request itself is said again of the next one. But not what is said of the moment: late, or too much. */
const orRefused = (error: unknown): never => {
  const status = statusOf(error);
  throw status >= 300 && status < 500 && status !== 408 && status !== 429 ? refused(error) : error;
};

const isThere = (send: Send, bucket: string): Promise<boolean> =>
  send(new HeadBucketCommand({ Bucket: bucket })).then(
    () => true,
    (error: unknown) => (isAbsent(error) ? false : orRefused(error)),
  );

/** Makes the bucket where there is none. Rejects with CONFLICT where it cannot be had. */
export const ensureBucket = async (send: Send, bucket: string): Promise<void> => {
  if (await isThere(send, bucket)) return;
  await send(new CreateBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    // another process, which started with this one, was first
    if (!isOurs(error)) orRefused(error);
  });
};

/** Removes the parts that killed processes left behind: nobody sees them, and they take room. */
export const endAbandoned = async (send: Send, bucket: string, startedBefore: number): Promise<void> => {
  const { Uploads = [] } = await send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  for (const { Key, UploadId, Initiated } of Uploads) {
    if (Initiated === undefined || Initiated.getTime() >= startedBefore) continue;
    await send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  }
};
