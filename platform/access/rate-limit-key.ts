import { isIPv6 } from 'node:net';
import type { Caller } from '../caller.ts';

/** The first 64 bits: what one household or server is given, with more addresses in it than could be counted. */
const networkOf = (address: string): string => {
  const [before = '', after] = address.split('::');
  const groups = before.split(':').filter(Boolean);
  const behind = after?.split(':').filter(Boolean) ?? [];
  // an IPv4 address at the end stands for two groups
  const known = groups.length + behind.length + (address.includes('.') ? 1 : 0);
  const zeros = after === undefined ? [] : Array.from({ length: 8 - known }, () => '0');
  const first = [...groups, ...zeros, ...behind].slice(0, 4);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};

/** An address as limits know it: IPv6 by its network, since whoever has one address there has them all. */
export const addressKey = (address: string): string => (isIPv6(address) ? networkOf(address) : address);

/** Whose allowance is used: that of an account or a key, and for strangers that of their address. */
export const limitKeyOf = ({ kind, id }: Caller, from: string | undefined): string =>
  kind === 'anonymous' ? `address ${addressKey(from ?? 'unknown')}` : `${kind} ${id}`;
