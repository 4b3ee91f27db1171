import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { FastifyReply } from 'fastify';
import type { ExportedFile } from '../../domain/export-job.ts';

/** A file, and who asks may have it. */
export interface Found {
  readonly exportId: string;
  readonly file: ExportedFile;
  /** Until when the address that led here is good. */
  readonly until: EpochMs;
}

/** Strong: the same digest is the same bytes. */
export const etagOf = ({ file }: Found): string => `"${file.sha256}"`;

/** What is said of a file with or without its bytes: the digest is that of the whole, also beside a range (RFC 9530). */
export const describe = (reply: FastifyReply, found: Found): FastifyReply =>
  reply.headers({
    etag: etagOf(found),
    'accept-ranges': 'bytes',
    'repr-digest': `sha-256=:${Buffer.from(found.file.sha256, 'hex').toString('base64')}:`,
  });

/** What is said of a file before so many of its bytes. */
export const present = (reply: FastifyReply, found: Found, bytes: number): FastifyReply =>
  describe(reply, found)
    // by the name that manifest, data package and README of the export know it by
    .header('content-disposition', `attachment; filename="${found.file.name}"`)
    .header('content-length', bytes)
    .type(found.file.mediaType);
