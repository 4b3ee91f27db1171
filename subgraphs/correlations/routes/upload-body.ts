import { isUtf8 } from 'node:buffer';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';

/** The text of a body; throws MALFORMED_BODY where it is not UTF-8. */
export const textOf = (body: Buffer): string => {
  if (!isUtf8(body)) throw new AirError('MALFORMED_BODY', 'The body is not UTF-8.');
  return body.toString('utf8');
};
