import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedPassword, newPassword } from './password.ts';

const owner = { email: 'ana.okello@breathe.example', name: 'Ana María Okello' };
const faultOf = (text: string): string | undefined => {
  const verdict = newPassword(text, owner);
  return 'fault' in verdict ? verdict.fault : undefined;
};

describe('a new password', () => {
  it.each([
    'seven lorries in fog',
    'ox-lantern-42-quiet',
    'zU8#kd0pWq!x',
    'Tr0ub4dor&3-zebra',
    'дождь над озером утром',
    '静かな湖の上を白い雲がゆっくり',
    '🌧️ rain 🦜 parrots ☂️',
    `${'long and quiet '.repeat(17)}x`,
  ])('may be %j', (text) => {
    expect(faultOf(text)).toBe(undefined);
  });

  it.each([
    ['elevenchars', /At least 12/],
    ['', /At least 12/],
    [`${'long and quiet '.repeat(17)}xx`, /At most 256/],
    ['x'.repeat(1_000_000), /At most 256/],
    ['aaaaaaaaaaaaaa', /pattern/],
    ['abcabcabcabcabc', /pattern/],
    ['seven-lorriesseven-lorries', /pattern/],
    ['abcdefghijklmn', /pattern/],
    ['zyxwvutsrqponm', /pattern/],
    ['123456789012345', /pattern/],
    ['qwertyuiop123456', /pattern/],
    ['1q2w3e4r5t6y7u', /pattern/],
    ['1qaz2wsx3edc4rfv', /pattern/],
    ['!@#$%^&*()12345', /pattern/],
    ['password123!', /known/],
    ['P@ssw0rd2026!', /known/],
    ['passwordpassword1', /known/],
    ['Welcome-2026-!!', /known/],
    ['!!l3tm31n-2026', /known/],
    ['iloveyou12345', /known/],
    ['administrator1', /known/],
    ['correcthorsebatterystaple', /known/],
    ['SummerWinter24!', /known/],
    ['airquality2026', /known/],
    ['my name is okello', /name/],
    ['OKELLO likes clouds', /name/],
    ['we breathe slowly', /name/],
    ['santa maría, help', /name/],
    ['seven lorries\u0000in fog', /control/],
    ['seven lorries in\n', /control/],
    ['seven lorries \ud800', /control/],
  ])('may not be %j', (text, why) => {
    expect(faultOf(text)).toMatch(why);
  });

  it('may hold what is the last label of the address alone', () => {
    expect(newPassword('misinformation on clouds', { email: 'ana@breathe.info', name: 'Ana' })).toEqual({
      fits: 'misinformation on clouds',
    });
  });

  it('is one password however its letters are composed', () => {
    const [composed, decomposed] = ['crème brûlée à midi', 'cre\u0300me bru\u0302le\u0301e a\u0300 midi'];
    expect(newPassword(decomposed, owner)).toEqual(newPassword(composed, owner));
    expect(foldedPassword(decomposed)).toBe(foldedPassword(composed));
  });

  it('that was taken once is taken in the same form when it is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 12, maxLength: 40 }), (text) => {
        const verdict = newPassword(text, owner);
        if ('fits' in verdict) expect(foldedPassword(text)).toBe(verdict.fits);
      }),
    );
  });
});
