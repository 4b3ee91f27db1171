import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unplainIn } from './unplain.ts';

const between = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n));

describe('plain text', () => {
  it('is of any script, as people write it', () => {
    for (const text of [
      'Smoke over Nakawa – “severe”',
      'دخان كثيف في كمبالا ١٢/٣',
      'غُبَارٌ شَدِيدٌ — حيّ الزمالك (PM2.5)',
      'ســـلام \u0600١٢',
      // a joiner between parts of a word, as Persian has it
      'می\u200cخواهم',
      'क्\u200dष',
      'Moshi wa kuni',
      'Poussière à N’Djaména',
      '👩\u200d🔬 ⚠\ufe0f 🏭',
      'חדר בקרה',
    ])
      expect([text, unplainIn(text, 'line')]).toEqual([text, undefined]);
  });

  it('holds nothing that turns what is read, or hides in it, and the fault says what', () => {
    const turning = ['\u061c', '\u200e', '\u200f', ...between(0x202a, 0x202e), ...between(0x2066, 0x2069)];
    const hiding = [
      '\u00ad',
      '\u034f',
      '\u200b',
      '\u2060',
      '\u2064',
      '\u3164',
      '\ufeff',
      '\ufff9',
      '\u{e0041}',
    ];
    for (const character of [...turning, ...hiding])
      for (const layout of ['line', 'lines'] as const)
        expect(unplainIn(`Clean${character}air`, layout)).toMatchObject({
          reason: expect.stringContaining(
            character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') as string,
          ),
        });
  });

  it('of several lines holds tabs and line breaks, of one line none, and neither holds other controls', () => {
    expect(unplainIn('a\tb\nc', 'lines')).toBeUndefined();
    for (const text of ['a\tb', 'a\nb', 'a\u0000b', 'a\u0085b', 'a\ud800b'])
      expect(unplainIn(text, 'line')).toMatchObject({ reason: 'It holds control characters' });
    expect(unplainIn('a\u0007b', 'lines')).toBeDefined();
  });

  it('keeps no mark of direction, wherever it stands', () => {
    const mark = fc.constantFrom(...between(0x202a, 0x202e), ...between(0x2066, 0x2069));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), mark, fc.string({ unit: 'grapheme' }), (a, one, b) => {
        expect(unplainIn(`${a}${one}${b}`, 'line')).toBeDefined();
      }),
    );
  });
});
