import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSecret, readSecret, sha256Of } from './secret-text.ts';

describe('a secret', () => {
  it('is another one each time, of 256 bits behind its prefix, and is found by its hash', () => {
    const made = Array.from({ length: 1_000 }, () => makeSecret('aqr_'));
    expect(new Set(made.map(({ text }) => text)).size).toBe(1_000);
    for (const { text, sha256 } of made) {
      expect(text).toMatch(/^aqr_[\w-]{43}$/);
      expect(Buffer.from(text.slice(4), 'base64url')).toHaveLength(32);
      expect(readSecret('aqr_', text)).toBe(sha256);
    }
  });

  it('is hashed as SHA-256 says', () => {
    expect(sha256Of('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  it('has one spelling', () => {
    const { text } = makeSecret('aqo_');
    const last = text.slice(-1);
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .filter((character) => character !== last)
      .map((character) => text.slice(0, -1) + character)
      .filter((other) =>
        Buffer.from(other.slice(4), 'base64url').equals(Buffer.from(text.slice(4), 'base64url')),
      );
    expect(spellings).toHaveLength(3);
    for (const other of spellings) expect(readSecret('aqo_', other)).toBeUndefined();
  });

  it.each([
    ['of another kind', (text: string) => text.replace('aqr_', 'aqo_')],
    ['too short', (text: string) => text.slice(0, -1)],
    ['too long', (text: string) => `${text}A`],
    ['with a line behind it', (text: string) => `${text}\n`],
    ['with a space before it', (text: string) => ` ${text}`],
    ['padded', (text: string) => `${text}=`],
    ['in base64', (text: string) => `${text.slice(0, 10)}+${text.slice(11)}`],
    ['none', () => ''],
  ])('%s is not looked for', (_what, altered) => {
    expect(readSecret('aqr_', altered(makeSecret('aqr_').text))).toBeUndefined();
  });

  it('is read from nothing else, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(readSecret('aqr_', `aqr_${text}`)).toBeUndefined();
      }),
    );
  });
});
