import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** One name for each address: sockets that listen to both versions call IPv4 addresses by an IPv6 one. */
const plain = (address: string): string => {
  const inner = mapped.exec(address)?.[1];
  return inner !== undefined && isIPv4(inner) ? inner : address;
};

/**
 * Tells the client's address: that of the peer or, where the peer is a proxy that is trusted, the nearest address in X-Forwarded-For that is
 * not. What stands before it there could have been written by anybody, and what is no address is believed to nobody: then it
 * is the address of who passed it on.
 */
export const createAddressOf = (
  trustedProxies: readonly string[],
): ((request: IncomingMessage) => string) => {
  const ofPeer = ({ socket }: IncomingMessage): string => plain(socket.remoteAddress ?? '');
  if (trustedProxies.length === 0) return ofPeer;
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => {
    if (request.headers['x-forwarded-for'] === undefined) return ofPeer(request);
    const chain = proxyAddr.all(request, isTrusted).map(plain);
    return chain.findLast((address) => isIP(address) !== 0) ?? ofPeer(request);
  };
};
