import { describe, expect, it } from 'vitest';
import { ReadyText, stringifyAnswer } from './ready-text.ts';

describe('an answer that is text already', () => {
  const data = new ReadyText('{"a":[1,"é"]}');

  it('is written as it is, between errors and extensions', () => {
    expect(stringifyAnswer({ data })).toBe('{"data":{"a":[1,"é"]}}');
    const errors = [{ message: 'm' }];
    expect(JSON.parse(stringifyAnswer({ errors, data, extensions: { x: 1 } }))).toEqual({
      errors,
      data: { a: [1, 'é'] },
      extensions: { x: 1 },
    });
  });

  it('can still be had as a value', () => {
    expect(JSON.parse(JSON.stringify({ data }))).toEqual({ data: { a: [1, 'é'] } });
  });

  it('is not asked of answers that are values', () => {
    expect(stringifyAnswer({ errors: [{ message: 'm' }] })).toBe('{"errors":[{"message":"m"}]}');
  });
});
