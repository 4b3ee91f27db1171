import { createHmac, timingSafeEqual } from 'node:crypto';
import { AirError } from '../errors/air-error.ts';

const sign = (text: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(text).digest().subarray(0, 12);

/** An opaque, signed place in a list or stream. `kind` keeps a cursor of one list from being used on another. */
export const encodeCursor = (kind: string, payload: unknown, secret: string): string => {
  const text = JSON.stringify([kind, payload]);
  return Buffer.concat([sign(text, secret), Buffer.from(text)]).toString('base64url');
};

/** The payload of a cursor that this platform made for lists of this kind; rejects with BAD_INPUT, field `after`. */
export const decodeCursor = (kind: string, cursor: string, secret: string): unknown => {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(12).toString();
  if (bytes.length > 12 && timingSafeEqual(bytes.subarray(0, 12), sign(text, secret))) {
    const [made, payload] = JSON.parse(text) as [string, unknown];
    if (made === kind) return payload;
  }
  throw new AirError(
    'BAD_INPUT',
    'This cursor does not belong to this list: take it from its pageInfo or event.',
    {
      field: 'after',
    },
  );
};
