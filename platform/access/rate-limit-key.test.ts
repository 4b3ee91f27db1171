import { describe, expect, it } from 'vitest';
import { anonymous } from '../caller.ts';
import { addressKey, limitKeyOf, siteKey } from './rate-limit-key.ts';

describe('whose allowance is used', () => {
  it('is that of an account or a key, wherever it asks from', () => {
    const ada = { ...anonymous, kind: 'user', id: 'ada' } as const;
    expect(limitKeyOf(ada, '192.0.2.1')).toBe(limitKeyOf({ ...ada, session: 'another' }, '192.0.2.2'));
    expect(limitKeyOf(ada, '192.0.2.1')).not.toBe(limitKeyOf({ ...ada, kind: 'key' }, '192.0.2.1'));
  });

  it('is that of the address of strangers', () => {
    expect(limitKeyOf(anonymous, '192.0.2.1')).not.toBe(limitKeyOf(anonymous, '192.0.2.2'));
    expect(limitKeyOf(anonymous, '192.0.2.1')).toBe(limitKeyOf({ ...anonymous }, '192.0.2.1'));
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
    ['192.0.2.1', '192.0.2.1'],
  ])('counts %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('a site', () => {
  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0DB8:0001:ff02::', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['192.0.2.1', '192.0.2.1'],
  ])('counts %s as %s', (address, key) => {
    expect(siteKey(address)).toBe(key);
  });
});
