import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { ByteRange, StoredObject } from '../../ports/object-store.ts';
import { isKey } from '../object-rules.ts';
import { isAbsent } from './failures.ts';
import type { Send } from './send.ts';

interface Said {
  readonly bytes: number | undefined;
  readonly etag: string | undefined;
  readonly modified: Date | undefined;
}

/** Heads tell seconds where lists tell milliseconds. */
export const storedObject = (key: string, { bytes = 0, etag = '', modified }: Said): StoredObject => ({
  key,
  bytes,
  etag: etag.replaceAll('"', ''),
  modifiedAt: Math.floor((modified?.getTime() ?? 0) / 1_000) * 1_000,
});

export const headObject = async (
  send: Send,
  Bucket: string,
  Key: string,
): Promise<StoredObject | undefined> => {
  try {
    const { ContentLength, ETag, LastModified } = await send(new HeadObjectCommand({ Bucket, Key }));
    return storedObject(Key, { bytes: ContentLength, etag: ETag, modified: LastModified });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

export const getObject = async (
  send: Send,
  Bucket: string,
  Key: string,
  range?: ByteRange,
): Promise<Readable> => {
  const Range = range && `bytes=${range.start}-${range.end}`;
  const { Body } = await send(new GetObjectCommand({ Bucket, Key, Range }));
  return Body as Readable;
};

const longestPage = 1_000;

/** What other tools put into the bucket under names that are no keys, such as folders, is passed over. */
export const listObjects = async (
  send: Send,
  Bucket: string,
  Prefix: string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<readonly StoredObject[]> => {
  const found: StoredObject[] = [];
  let StartAfter = after;
  while (found.length < limit) {
    const MaxKeys = Math.min(longestPage, limit - found.length);
    const page = await send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys, StartAfter }));
    for (const { Key = '', Size, ETag, LastModified } of page.Contents ?? []) {
      if (isKey(Key)) found.push(storedObject(Key, { bytes: Size, etag: ETag, modified: LastModified }));
      StartAfter = Key;
    }
    if (page.IsTruncated !== true || page.Contents === undefined) break;
  }
  return found;
};

export const deleteObject = async (send: Send, Bucket: string, Key: string): Promise<void> => {
  try {
    await send(new DeleteObjectCommand({ Bucket, Key }));
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
};
