import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { badInput } from '../../errors/air-error.ts';
import type { Download } from '../../ports/object-store.ts';

const longestS = 3_600;

/** What a header may hold between quotes without any escape. */
const fileNamePattern = /^[A-Za-z0-9._ \-=]{1,200}$/;

/** Made here, by the secret key: the server is not asked. */
export const signedUrl = (
  client: S3Client,
  target: { readonly Bucket: string; readonly Key: string },
  { expiresInS, fileName }: Download,
): Promise<string> => {
  if (!Number.isInteger(expiresInS) || expiresInS < 1 || expiresInS > longestS) {
    throw badInput('expiresInS', `An address of an object is good for 1 to ${longestS} whole seconds.`);
  }
  if (!fileNamePattern.test(fileName)) {
    throw badInput('fileName', 'The name of a download is letters, digits, spaces and . _ - =, at most 200.');
  }
  const command = new GetObjectCommand({
    ...target,
    ResponseContentDisposition: `attachment; filename="${fileName}"`,
    // whatever is in it, no browser shows it as a page
    ResponseContentType: 'application/octet-stream',
  });
  return getSignedUrl(client, command, { expiresIn: expiresInS });
};
