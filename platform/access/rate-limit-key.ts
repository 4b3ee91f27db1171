import { isIPv6 } from 'node:net';
import type { Caller } from '../caller.ts';

/** The first so many bits, in groups of sixteen. */
const prefixOf = (address: string, wanted: number): string => {
  const [before = '', after] = address.split('::');
  const groups = before.split(':').filter(Boolean);
  const behind = after?.split(':').filter(Boolean) ?? [];
  // an IPv4 address at the end stands for two groups
  const known = groups.length + behind.length + (address.includes('.') ? 1 : 0);
  const zeros = after === undefined ? [] : Array.from({ length: 8 - known }, () => '0');
  const first = [...groups, ...zeros, ...behind].slice(0, wanted);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/${wanted * 16}`;
};

/** An address as limits know it: IPv6 by its network of 64 bits, since whoever has one address there has more than could be counted. */
export const addressKey = (address: string): string => (isIPv6(address) ? prefixOf(address, 4) : address);

/** Where an address is: IPv6 by its first 48 bits, the most that a home or an office is given, with up to 65,536 networks in them. */
export const siteKey = (address: string): string => (isIPv6(address) ? prefixOf(address, 3) : address);

/** Whose allowance is used: that of an account or a key, and for strangers that of their address. */
export const limitKeyOf = ({ kind, id }: Caller, from: string | undefined): string =>
  kind === 'anonymous' ? `address ${addressKey(from ?? 'unknown')}` : `${kind} ${id}`;
