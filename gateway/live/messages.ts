import type { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { textFrame } from '@aqmrg/platform/http/text-frame.ts';
import type { Entry } from './track.ts';

const suffix = Buffer.from('}');

/** What stands before the payload in each `next` message of this subscription. */
export const prefixOf = (id: string): Buffer =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);

/** Events as frames: one stretch of bytes, however many there are. */
export const nextFrames = (prefix: Buffer, entries: readonly Pick<Entry, 'payload'>[]): Buffer => {
  const [only] = entries;
  if (only && entries.length === 1) return textFrame([prefix, only.payload, suffix]);
  return Buffer.concat(entries.map(({ payload }) => textFrame([prefix, payload, suffix])));
};

/** Where a stream starts, told before its first event. */
export const startFrame = (prefix: Buffer, cursor: string): Buffer =>
  nextFrames(prefix, [
    { payload: Buffer.from(JSON.stringify({ data: null, extensions: { live: { cursor } } })) },
  ]);

export const errorFrame = (id: string, error: AirError): Buffer => {
  const { message, ...extensions } = error.toJSON();
  return textFrame([Buffer.from(JSON.stringify({ id, type: 'error', payload: [{ message, extensions }] }))]);
};
