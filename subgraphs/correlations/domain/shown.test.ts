import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown, unseen } from './shown.ts';

describe('a text that somebody sent', () => {
  it('is shown as it is where it can be', () => {
    for (const text of ['', 'kampala-central', 'Bujumbura — côté lac', 'مستشفى', '👩🏾‍⚕️'])
      expect(shown(text)).toBe(text);
  });

  it('is cut, and says so', () => {
    expect(shown('x'.repeat(100_000))).toBe(`${'x'.repeat(64)}…`);
    // the cut goes through a character of two halves
    expect(shown(`${'x'.repeat(63)}👩 `)).toBe(`${'x'.repeat(63)}\ufffd…`);
  });

  it('has nothing that is not seen, whatever it is', () => {
    expect(shown('a\0b\u001b[31mc\u202etxt\u2069\r\n')).toBe(
      'a\ufffdb\ufffd[31mc\ufffdtxt\ufffd\ufffd\ufffd',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shown(text)).not.toMatch(unseen);
        expect(shown(text).length).toBeLessThanOrEqual(65);
        expect(shown(text).isWellFormed()).toBe(true);
      }),
    );
  });
});
