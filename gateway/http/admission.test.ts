import { describe, expect, it } from 'vitest';
import { createLimiter } from '../access/limits.ts';
import { loadSupergraphSdl } from '../supergraph/load.ts';
import { createAdmission } from './admission.ts';

const setUp = () => {
  const limiter = createLimiter(loadSupergraphSdl());
  let parsed = 0;
  const { inspect } = createAdmission(
    {
      ...limiter,
      parse(text) {
        parsed += 1;
        return limiter.parse(text);
      },
    },
    false,
  );
  return { inspect, parsed: () => parsed };
};

describe('a text that is about to be validated', () => {
  it('is read once, however often it comes', () => {
    const { inspect, parsed } = setUp();
    for (let i = 0; i < 3; i += 1) inspect('{ networks { id } }');
    expect(parsed()).toBe(1);
    inspect('{ networks { name } }');
    expect(parsed()).toBe(2);
  });

  it('is refused each time where it passes a limit', () => {
    const { inspect } = setUp();
    const deep = `{ networks ${'{ sensors '.repeat(30)}{ id }${' }'.repeat(31)}`;
    for (let i = 0; i < 2; i += 1) expect(() => inspect(deep)).toThrow('more than 20');
  });

  it('that no parser takes is left to who tells why', () => {
    expect(() => setUp().inspect('{ networks {')).not.toThrow();
  });
});
