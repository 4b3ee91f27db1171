import { finished, type Readable } from 'node:stream';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { ByteRange } from '@aqmrg/platform/ports/object-store.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Places } from '../../actions/places.ts';
import { type AskedRange, readRange } from './byte-range.ts';
import { conditionOf, isRangeOf } from './conditions.ts';

/** A file that can be given, and what its door says of it. */
export interface Givable {
  /** Strong: the same is the same bytes. */
  readonly etag: string;
  readonly bytes: number;
  /** What is said of it with or without its bytes. */
  readonly describe: (reply: FastifyReply) => FastifyReply;
  /** What is said of it before so many of its bytes. */
  readonly present: (reply: FastifyReply, bytes: number) => FastifyReply;
  readonly open: (range?: ByteRange) => Promise<Readable>;
}

/** Each stream holds a file or a connection of the store, however slowly its client reads. */
export const openIn = async (places: Places, open: () => Promise<Readable>): Promise<Readable> => {
  const leave = places.enter();
  try {
    const body = await open();
    finished(body, leave);
    return body;
  } catch (error) {
    leave();
    throw error;
  }
};

/** The answer where none of its bytes are needed; undefined where some are. Throws PRECONDITION_FAILED. */
export const answerWithoutBytes = (
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  { etag, bytes, describe, present }: Givable,
): FastifyReply | undefined => {
  const condition = conditionOf(headers, etag);
  if (condition === 'FAILED') throw new AirError('PRECONDITION_FAILED', 'The file is another one by now.');
  if (condition === 'NOT_MODIFIED') return describe(reply).status(304).send();
  return method === 'HEAD' ? present(reply, bytes).send() : undefined;
};

const rangeAsked = ({ headers }: FastifyRequest, { etag, bytes }: Givable): AskedRange =>
  isRangeOf(headers, etag) ? readRange(headers.range, bytes) : { kind: 'WHOLE' };

/** The file, whole or in the range that is asked for. */
export const streamFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: Givable,
): Promise<FastifyReply> => {
  const range = rangeAsked(request, file);
  switch (range.kind) {
    case 'WHOLE': {
      const body = await file.open();
      return file.present(reply, file.bytes).send(body);
    }
    case 'PART': {
      const { start, end } = range;
      const body = await file.open({ start, end });
      reply.status(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
      return file.present(reply, end - start + 1).send(body);
    }
    case 'OUTSIDE':
      reply.header('content-range', `bytes */${file.bytes}`);
      throw new AirError('RANGE_NOT_SATISFIABLE', `The file has ${file.bytes} bytes.`);
    default:
      throw range satisfies never;
  }
};
