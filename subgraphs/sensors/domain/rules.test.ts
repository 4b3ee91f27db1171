import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countries } from './country.ts';
import * as rules from './rules.ts';
import { isSlug, slugOf } from './slug.ts';

const takes = (verdict: object): boolean => 'fits' in verdict;

describe('country codes', () => {
  it('are the 249 that ISO has assigned, each with a name in the platform', () => {
    expect(new Set(countries).size).toBe(249);
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(countries.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it('are taken in lower case, and user-assigned or invented ones are not taken', () => {
    expect(rules.country('gh')).toEqual({ fits: 'GH' });
    for (const code of ['XK', 'ZZ', 'EU', 'UK', 'GHA', '', 'G'])
      expect(takes(rules.country(code))).toBe(false);
  });
});

describe('time zones', () => {
  it('are IANA names in their own spelling', () => {
    expect(rules.timeZone('africa/accra')).toEqual({ fits: 'Africa/Accra' });
    expect(rules.timeZone('Africa/Asmara')).toEqual({ fits: 'Africa/Asmara' });
    expect(rules.timeZone('UTC')).toEqual({ fits: 'UTC' });
  });

  it('are neither offsets nor places without a clock', () => {
    for (const zone of ['+01:00', '-0300', 'Africa/Atlantis', 'Accra', '', 'Z9', '2026']) {
      expect(takes(rules.timeZone(zone))).toBe(false);
    }
  });
});

describe('reporting intervals', () => {
  it('reach from one second to one day', () => {
    expect(rules.reportingInterval('PT1S')).toEqual({ fits: 1_000 });
    expect(rules.reportingInterval('P1D')).toEqual({ fits: 86_400_000 });
    for (const text of ['PT0S', 'PT0.9S', 'P1DT1S', 'P1M', '-PT1H', 'PT1.0001S', 'hourly']) {
      expect(takes(rules.reportingInterval(text))).toBe(false);
    }
  });
});

describe('positions', () => {
  it('lie on the globe', () => {
    expect(rules.point({ latitude: -0, longitude: 180 })).toEqual({ fits: { latitude: 0, longitude: 180 } });
    for (const [latitude, longitude] of [
      [90.1, 0],
      [0, -180.1],
      [Number.NaN, 0],
      [0, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(takes(rules.point({ latitude, longitude }))).toBe(false);
    }
  });

  it('make boxes that may cross the 180th meridian but not turn upside down', () => {
    expect(takes(rules.box({ south: -20, north: -10, west: 170, east: -170 }))).toBe(true);
    expect(takes(rules.box({ south: 1, north: 0, west: 0, east: 1 }))).toBe(false);
  });

  it('make circles of more than nothing and at most half the Earth', () => {
    expect(takes(rules.circle({ lat: 0, lon: 0, radiusKm: 20_000 }))).toBe(true);
    for (const radiusKm of [0, -1, 20_001, Number.NaN]) {
      expect(takes(rules.circle({ lat: 0, lon: 0, radiusKm }))).toBe(false);
    }
  });
});

describe('text', () => {
  it('is kept trimmed and composed', () => {
    expect(rules.text(10)('  Yaounde\u0301 ')).toEqual({ fits: 'Yaoundé' });
  });

  it('is refused where it is blank, too long, or holds what no store takes', () => {
    for (const value of ['  ', 'x'.repeat(11), 'a\u0000b', 'a\nb', 'a\ud800']) {
      expect(takes(rules.text(10)(value))).toBe(false);
    }
  });
});

describe('ids', () => {
  it('are made from names', () => {
    expect(slugOf('Kampala – Makerere (AirQo G522)')).toBe('kampala-makerere-airqo-g522');
    expect(slugOf('Yaoundé Été')).toBe('yaounde-ete');
    expect(slugOf('ናይሮቢ')).toBe('');
  });

  it('are ids, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const made = slugOf(name);
        expect(made === '' || isSlug(made)).toBe(true);
      }),
    );
  });
});

describe('external ids', () => {
  it('come once each, and name their system in lower case', () => {
    const airqo = { system: 'airqo', id: 'aq_g522' };
    expect(rules.externalIdList([airqo, airqo])).toEqual({ fits: [airqo] });
    expect(takes(rules.externalIdList([{ system: 'Air Qo', id: '1' }]))).toBe(false);
    expect(takes(rules.externalIdList([{ system: 'airqo', id: '' }]))).toBe(false);
    const many = Array.from({ length: 33 }, (_, i) => ({ system: 'airqo', id: `${i}` }));
    expect(takes(rules.externalIdList(many))).toBe(false);
  });
});
