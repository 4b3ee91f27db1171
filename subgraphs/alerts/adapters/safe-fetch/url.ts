import { isIP } from 'node:net';
import { type PrivateRanges, type Reach, reachOf } from './address.ts';

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
const portOf = ({ protocol, port }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

/** Ports below 1024 belong to other protocols, which could be made to do things by what we send. */
const isPortAllowed = (port: number): boolean => port === 443 || port >= 1_024;

/** Where it leads, as far as that can be told without asking for its name: null for a name. */
export const reachOfHost = (url: URL, ranges: PrivateRanges): Reach | null => {
  const host = hostOf(url);
  return isIP(host) === 0 ? null : reachOf(host, ranges);
};

/** Why nothing may be sent over this URL to an address of this reach; undefined where it may. */
export const refusalOf = (url: URL, reach: Reach): string | undefined => {
  if (reach === 'FORBIDDEN') return 'It leads to an address that is not public.';
  if (reach === 'PRIVATE') return undefined;
  if (url.protocol !== 'https:') return 'It does not use https.';
  return isPortAllowed(portOf(url)) ? undefined : 'Its port is below 1024 and not 443.';
};

/** A URL that nothing could be sent to, and why: a sentence. Names are asked for only when something is sent. */
export const urlRefusal = (text: string, ranges: PrivateRanges): string | undefined => {
  const url = URL.parse(text);
  if (url === null) return 'It is no URL.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'It does not use https.';
  if (url.username !== '' || url.password !== '') return 'It holds a name or a password.';
  const reach = reachOfHost(url, ranges);
  // a name over http may lead into a network of one's own
  if (reach === null && url.protocol === 'http:' && ranges.length > 0) return undefined;
  return refusalOf(url, reach ?? 'PUBLIC');
};
