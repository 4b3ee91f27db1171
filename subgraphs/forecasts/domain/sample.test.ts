import { expect, it } from 'vitest';
import { sampleOf } from './sample.ts';

const at = (text: string): number => Date.parse(text);
const trainedTo = at('2022-12-31T23:59:59Z');

it('is out of sample what was measured after the training, by the time in which it really was', () => {
  expect(sampleOf(at('2023-01-01T00:00Z'), trainedTo)).toBe('OUT_OF_SAMPLE');
  expect(sampleOf(at('2022-12-31T23:00Z'), trainedTo)).toBe('IN_SAMPLE');
  expect(sampleOf(trainedTo, trainedTo)).toBe('IN_SAMPLE');
});

it('is in sample that of which nobody knows when it was measured', () => {
  expect(sampleOf(Number.NEGATIVE_INFINITY, trainedTo)).toBe('IN_SAMPLE');
});

it('is always out of sample for what knows the sensor alone', () => {
  expect(sampleOf(at('2000-01-01T00:00Z'), null)).toBe('OUT_OF_SAMPLE');
});
