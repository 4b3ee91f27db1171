import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createAddressOf } from './client-address.ts';

const asked = (peer: string | undefined, forwardedFor?: string): IncomingMessage =>
  ({
    socket: { remoteAddress: peer },
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
  }) as unknown as IncomingMessage;

const proxies = ['10.0.0.0/8', '2001:db8:ffff::/48'];

describe("a client's address", () => {
  it.each([
    ['a client on its own', [], '198.51.100.7', undefined, '198.51.100.7'],
    [
      'a client that names another, with no proxy to be trusted',
      [],
      '198.51.100.7',
      '1.1.1.1',
      '198.51.100.7',
    ],
    ['a client that names another, past the proxies', proxies, '198.51.100.7', '1.1.1.1', '198.51.100.7'],
    ['an IPv4 address in its IPv6 form', [], '::ffff:198.51.100.7', undefined, '198.51.100.7'],
    ['the client of a proxy', proxies, '10.1.2.3', '198.51.100.7', '198.51.100.7'],
    [
      'the client of a proxy in its IPv6 form',
      proxies,
      '::ffff:10.1.2.3',
      '::ffff:198.51.100.7',
      '198.51.100.7',
    ],
    ['the client of a chain of proxies', proxies, '10.1.2.3', '198.51.100.7, 10.9.9.9', '198.51.100.7'],
    [
      'a client that forges the chain before it',
      proxies,
      '10.1.2.3',
      '1.1.1.1, 10.9.9.9, 198.51.100.7',
      '198.51.100.7',
    ],
    ['a client with an IPv6 address', proxies, '2001:db8:ffff::1', '2001:db8:1::5', '2001:db8:1::5'],
    ['a proxy that asks by itself', proxies, '10.1.2.3', undefined, '10.1.2.3'],
    ['garbage that a proxy passed on', proxies, '10.1.2.3', 'unknown', '10.1.2.3'],
    ['garbage in the middle of a chain', proxies, '10.1.2.3', "1.1.1.1, '; drop, 10.9.9.9", '10.9.9.9'],
    ['nothing in the header', proxies, '10.1.2.3', '', '10.1.2.3'],
    ['an address with a port', proxies, '10.1.2.3', '198.51.100.7:4711', '10.1.2.3'],
    ['a socket that is gone', proxies, undefined, '1.1.1.1', ''],
  ])('of %s', (_who, trusted, peer, forwardedFor, address) => {
    expect(createAddressOf(trusted)(asked(peer, forwardedFor))).toBe(address);
  });

  it('cannot be asked for with proxies that are no addresses', () => {
    expect(() => createAddressOf(['example.com'])).toThrow('invalid IP address');
  });
});
