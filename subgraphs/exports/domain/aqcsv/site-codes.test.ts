import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFileSensor } from '../../testing/file-sensors.ts';
import { siteCodes, withSiteCodes } from './site-codes.ts';

describe('a site of AQCSV', () => {
  it('is the number of its country and nine digits of the sensor, the same each time', () => {
    const uganda = makeFileSensor({ id: 'a', facts: { country: 'UG' } });
    const [code] = siteCodes([uganda]).values();
    expect(code).toMatch(/^800\d{9}$/);
    expect(siteCodes([makeFileSensor({ id: 'b' }), uganda]).get('a')).toBe(code);
    expect(withSiteCodes([uganda])[0]?.facts).toMatchObject({ country: 'UG', aqcsvSite: code });
  });

  it.each([null, 'XX', 7])('is in no country where the sensor is in none: %j', (country) => {
    expect(siteCodes([makeFileSensor({ id: 'a', facts: { country } })]).get('a')).toMatch(/^000\d{9}$/);
  });

  it('is never that of two sensors, and does not depend on their order', () => {
    // Their hashes end in the same nine digits.
    const met = ['sensor-448', 'sensor-894'].map((id) => makeFileSensor({ id }));
    const codes = siteCodes(met);
    expect(new Set(codes.values()).size).toBe(2);
    expect(siteCodes([...met].reverse())).toEqual(codes);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), (ids) => {
        const all = siteCodes(ids.map((id) => makeFileSensor({ id })));
        expect(new Set(all.values()).size).toBe(ids.length);
        for (const code of all.values()) expect(code).toMatch(/^\d{12}$/);
      }),
    );
  });
});
