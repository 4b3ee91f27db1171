import { describe, expect, it } from 'vitest';
import { madeUp, makePlan, ozone, pm } from '../testing/studies.ts';
import { packed, unpacked } from './packed-study.ts';

describe('a study that waits', () => {
  it('comes back as it was, gaps and labels too, and takes less room', async () => {
    const plan = makePlan({ exposures: [pm, ozone], months: [6, 7, 8, 9], askedBefore: 2 });
    const study = { plan, daily: madeUp };
    const content = await packed(study);
    expect(await unpacked(content)).toStrictEqual(study);
    expect(content.byteLength).toBeLessThan(Object.keys(madeUp.columns).length * 1_461 * 8);
  });

  it('is not read where it was cut off', async () => {
    const content = await packed({ plan: makePlan(), daily: madeUp });
    await expect(unpacked(content.subarray(0, content.byteLength / 2))).rejects.toThrow('unexpected end');
  });
});
