import type { ByteRange } from '@aqmrg/platform/ports/object-store.ts';

/** What a Range header comes to, for so many bytes: all of them, some of them, or none that there are. */
export type AskedRange =
  | { readonly kind: 'WHOLE' }
  | ({ readonly kind: 'PART' } & ByteRange)
  | { readonly kind: 'OUTSIDE' };

const whole: AskedRange = { kind: 'WHOLE' };
const outside: AskedRange = { kind: 'OUTSIDE' };

const part = (start: number, end: number): AskedRange => ({ kind: 'PART', start, end });

const rangeOf = (spec: string, bytes: number): AskedRange => {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(spec) ?? [];
  if (first === '' && last === '') return whole;
  if (first === '') {
    const wanted = Math.min(Number(last), bytes);
    return wanted === 0 ? outside : part(bytes - wanted, bytes - 1);
  }
  if (last !== '' && Number(last) < Number(first)) return whole;
  if (Number(first) >= bytes) return outside;
  return part(Number(first), last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1));
};

/**
 * RFC 9110, 14.1.2 and 14.2. Another unit, what cannot be read, and several ranges at once are passed over, as the standard lets servers: the answer is the
 * whole then.
 */
export const readRange = (header: string | undefined, bytes: number): AskedRange => {
  const [, set] = /^bytes=(.*)$/i.exec(header ?? '') ?? [];
  if (set === undefined) return whole;
  const specs = set
    .split(',')
    .map((spec) => spec.trim())
    .filter((spec) => spec !== '');
  return specs.length === 1 ? rangeOf(specs[0] as string, bytes) : whole;
};
