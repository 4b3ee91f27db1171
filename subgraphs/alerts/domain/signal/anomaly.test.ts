import { hourMs } from '@aqmrg/platform/air-quality/hours.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, makeAir } from '../../testing/air.ts';
import { modifiedZScore } from './anomaly.ts';
import { signalAt } from './signal-value.ts';
import vectors from './vectors/modified-z.json' with { type: 'json' };

describe('the modified z-score', () => {
  it.each(vectors.cases)('is what scipy has: $name', ({ value, others, score }) => {
    const found = modifiedZScore(value, others);
    if (score === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(score, 10);
  });

  it('does not depend on the order of the others, nor on where zero lies', () => {
    const values = fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 50 });
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 500 }),
        values,
        fc.integer({ min: -99, max: 99 }),
        (x, others, by) => {
          const score = modifiedZScore(x, others);
          expect(modifiedZScore(x, others.toReversed())).toBe(score);
          expect(
            modifiedZScore(
              x + by,
              others.map((one) => one + by),
            ),
          ).toBe(score);
        },
      ),
    );
  });
});

describe('an anomaly', () => {
  const signal = { kind: 'ANOMALY', quantity: 'PM25', windowMs: 6 * hourMs } as const;
  const hours = (values: readonly (number | null)[]) =>
    historyOf(values.flatMap((value, n) => (value === null ? [] : makeAir(n + 1, value))));

  it('is how far the newest full hour lies off those before it', () => {
    const history = hours([1_000, 10, 12, 11, 13, 12, 14, 90]);
    expect(signalAt(signal, history, 8 * hourMs)).toBeCloseTo((0.6745 * (90 - 12)) / 1, 12);
  });

  it('is told from half of the window on', () => {
    expect(signalAt(signal, hours([null, null, null, 10, 11, 13, 90]), 7 * hourMs)).not.toBeNull();
    expect(signalAt(signal, hours([null, null, null, null, 10, 11, 90]), 7 * hourMs)).toBeNull();
  });

  it('is not told of an hour that is not full, nor against hours that are all alike', () => {
    const half = makeAir(7, 90, { hours: 0.5 });
    const before = [10, 12, 11, 13, 12, 14].map((value, n) => makeAir(n + 1, value));
    expect(signalAt(signal, historyOf([...before, half]), 7 * hourMs)).toBeNull();
    expect(signalAt(signal, hours([10, 10, 10, 10, 10, 10, 90]), 7 * hourMs)).toBeNull();
  });
});
