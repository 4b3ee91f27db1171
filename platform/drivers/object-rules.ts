import { AirError, badInput } from '../errors/air-error.ts';
import type { ByteRange } from '../ports/object-store.ts';

const maxKeyLength = 512;
const maxSegmentLength = 200;

/** Also refuses the empty key, an empty segment, `.` and `..`: nothing that passes can leave a folder by its name. */
const keyPattern = /^(?!\.{1,2}(?:\/|$))[A-Za-z0-9._\-=]+(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._\-=]+)*$/;
const prefixPattern = /^[A-Za-z0-9._\-=/]*$/;

export const isKey = (key: string): boolean =>
  key.length <= maxKeyLength &&
  keyPattern.test(key) &&
  key.split('/').every((segment) => segment.length <= maxSegmentLength);

export const checkKey = (key: string): void => {
  if (isKey(key)) return;
  throw badInput(
    'key',
    `An object's key is letters, digits and . _ - = in segments between /, at most ${maxKeyLength} characters in all and ${maxSegmentLength} a segment.`,
  );
};

export const checkPrefix = (prefix: string): void => {
  if (!prefixPattern.test(prefix)) throw badInput('prefix', 'A prefix is letters, digits and . _ - = /.');
};

export const checkRange = ({ start, end }: ByteRange): void => {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw badInput('range', 'A range has whole numbers, 0 ≤ start ≤ end.');
  }
};

export const rangeBehind = (): AirError =>
  badInput('range', 'The range starts behind the end of the object.');

export const notFound = (key: string): AirError => new AirError('NOT_FOUND', `There is no object ${key}.`);

export const clash = (key: string, cause: unknown): AirError =>
  new AirError('CONFLICT', `${key} cannot be both an object and a folder of objects.`, { cause });
