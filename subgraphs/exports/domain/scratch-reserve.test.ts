import { expect, it } from 'vitest';
import { hasRoom } from './scratch-reserve.ts';

it.each([
  [1e12, 2e9, true],
  [1e12, 2e9 - 1, false],
  [10e9, 0.5e9, true],
  [10e9, 0.5e9 - 1, false],
])('of a disk of %d bytes, %d free ones are enough for exports: %s', (totalBytes, freeBytes, isEnough) => {
  expect(hasRoom({ totalBytes, freeBytes })).toBe(isEnough);
});
