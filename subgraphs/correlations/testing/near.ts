import { expect } from 'vitest';

/** That a number is what it should be, to a share of it. */
export const expectNear = (found: number | undefined, wanted: number, share: number, what = ''): void => {
  const difference = Math.abs((found as number) - wanted);
  expect(
    difference === 0 || difference <= share * Math.abs(wanted),
    `${what}: ${found} is not ${wanted} to ${share}`,
  ).toBe(true);
};

export const expectAllNear = (
  found: ArrayLike<number>,
  wanted: readonly number[],
  share: number,
  what = '',
): void => {
  expect(found.length, what).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expectNear(found[i], value, share, `${what}[${i}]`);
  });
};

/** The value; fails the test where it is a problem. */
export const found = <Value>(value: Value): Exclude<Value, { readonly kind: 'problem' }> => {
  expect(value).not.toMatchObject({ kind: 'problem' });
  return value as Exclude<Value, { readonly kind: 'problem' }>;
};
