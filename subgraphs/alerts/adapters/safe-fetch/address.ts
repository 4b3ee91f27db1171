import ipaddr from 'ipaddr.js';

/** Networks of one's own, as CIDR ranges: `10.1.0.0/16`. */
export type PrivateRanges = readonly string[];

/** Everywhere, somewhere that is allowed to us in particular, or nowhere that we may reach. */
export type Reach = 'PUBLIC' | 'PRIVATE' | 'FORBIDDEN';

/** Public by its number, but the inside of a cloud by what answers there. */
const inside = new Set(['168.63.129.16']);
/** All that IANA has given out to be unicast in IPv6. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** The first that is no CIDR range; undefined where all are. */
export const wrongRange = (ranges: PrivateRanges): string | undefined =>
  ranges.find((range) => !ipaddr.isValidCIDR(range));

type Address = ReturnType<typeof ipaddr.parse>;

const isWithin = (address: Address, range: string): boolean => {
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === address.kind() && address.match([network, bits]);
};

const isPublic = (address: Address): boolean => {
  if (address.range() !== 'unicast' || inside.has(address.toString())) return false;
  return address.kind() === 'ipv4' || address.match(globalUnicast);
};

/**
 * What an address is to us. Public is unicast alone: not what is private, local, shared, multicast, reserved or kept for documentation, nor what carries another
 * address in it (mapped, translated, tunnelled), since what that leads to is not known. Throws where a range is none.
 */
export const reachOf = (text: string, ranges: PrivateRanges): Reach => {
  if (!ipaddr.isValid(text)) return 'FORBIDDEN';
  const address = ipaddr.parse(text);
  if (ranges.some((range) => isWithin(address, range))) return 'PRIVATE';
  return isPublic(address) ? 'PUBLIC' : 'FORBIDDEN';
};
