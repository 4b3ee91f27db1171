import { createHash } from 'node:crypto';

/** SHA-256 of counts by day: what an outcome is known by, whatever it and its series are called, and however often they are sent. */
export const outcomeHashOf = (firstDay: string, { buffer, byteOffset, byteLength }: Float64Array): string =>
  createHash('sha256')
    .update(firstDay)
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
