import { createHmac, timingSafeEqual } from 'node:crypto';
import { AirError } from '../errors/air-error.ts';

/**
 * A place as cursors hold it. No objects: the order of their keys would make two texts of one place. Whoever writes a place has
 * to write it one way: lists of what has no order sorted, what is not there always left out, or always null.
 */
export type CursorPlace = string | number | boolean | null | readonly (CursorPlace | undefined)[];

const signatureBytes = 12;

const sign = (text: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(text).digest().subarray(0, signatureBytes);

/**
 * An opaque, signed place in a list or stream; equal places are equal texts, in every process that has the secret. `kind` keeps a
 * cursor of one list from being used on another.
 */
export const encodeCursor = (kind: string, place: CursorPlace, secret: string): string => {
  const text = JSON.stringify([kind, place]);
  return Buffer.concat([sign(text, secret), Buffer.from(text)]).toString('base64url');
};

/** The place of a cursor that this platform made for lists of this kind; rejects with BAD_INPUT, field `after`. */
export const decodeCursor = (kind: string, cursor: string, secret: string): unknown => {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(signatureBytes).toString();
  // what the decoder overlooks would make other texts of the same place
  const isWhole = bytes.length > signatureBytes && bytes.toString('base64url') === cursor;
  if (isWhole && timingSafeEqual(bytes.subarray(0, signatureBytes), sign(text, secret))) {
    const [made, place] = JSON.parse(text) as [string, unknown];
    if (made === kind) return place;
  }
  throw new AirError(
    'BAD_INPUT',
    'This cursor does not belong to this list: take it from its pageInfo or event.',
    {
      field: 'after',
    },
  );
};
