import { afterEach, describe, expect, it } from 'vitest';
import { answerWith, openReceiver } from '../../testing/receivers.ts';
import { reachOf } from './address.ts';
import type { Resolve } from './connect.ts';
import { AddressRefused, openSafeFetch, type SafeFetch } from './safe-fetch.ts';
import { urlRefusal } from './url.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
const kept = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one);
  return one;
};
const local = ['127.0.0.1/32'];
const fetching = (privateRanges: readonly string[], resolve?: Resolve): SafeFetch =>
  kept(openSafeFetch({ privateRanges, deadlineMs: 2_000, ...(resolve === undefined ? {} : { resolve }) }));
const post = (fetch: SafeFetch, url: string, isPrivateOnly = false) =>
  fetch.post({ url, headers: {}, body: '{}', signal: new AbortController().signal, isPrivateOnly });

describe('an address', () => {
  it.each(['8.8.8.8', '196.43.133.1', '2606:4700::1111', '2c0f:fb50::1'])('%s is public', (address) => {
    expect(reachOf(address, [])).toBe('PUBLIC');
  });

  it.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254'],
    ...[
      '168.63.129.16',
      '0.0.0.0',
      '255.255.255.255',
      '224.0.0.1',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
    ],
    ...[
      '198.18.0.1',
      '192.0.0.1',
      '192.88.99.1',
      '240.0.0.1',
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
    ],
    ...['fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '3fff::1', '100::1', '5f00::1', '2001::1'],
    ...[
      '::ffff:8.8.8.8',
      '::ffff:127.0.0.1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '2002:7f00:1::',
    ],
    ...['4000::1', 'no address', ''],
  ])('%s is forbidden', (address) => {
    expect(reachOf(address, [])).toBe('FORBIDDEN');
  });

  it('of a network of one’s own is allowed, and those beside it are not', () => {
    expect(reachOf('10.1.2.3', ['10.1.0.0/16', 'fd00::/8'])).toBe('PRIVATE');
    expect(reachOf('fd00::7', ['10.1.0.0/16', 'fd00::/8'])).toBe('PRIVATE');
    expect(reachOf('10.2.2.3', ['10.1.0.0/16', 'fd00::/8'])).toBe('FORBIDDEN');
    // an address in another is not the other
    expect(reachOf('::ffff:10.1.2.3', ['10.1.0.0/16'])).toBe('FORBIDDEN');
  });
});

describe('a URL', () => {
  it.each([...['https://hooks.example.org/air', 'https://hooks.example.org:8443/', 'https://8.8.8.8:9000/']])(
    '%s may be tried',
    (url) => {
      expect(urlRefusal(url, [])).toBeUndefined();
    },
  );

  it.each([
    ...[
      'http://example.org/',
      'ftp://example.org/',
      'file:///etc/passwd',
      'no url',
      '',
      'https://a:b@example.org/',
    ],
    ...['https://example.org:22/', 'https://example.org:80/', 'https://127.0.0.1/', 'https://127.1/'],
    ...['https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://[::1]/'],
    ...['https://[::ffff:127.0.0.1]/', 'https://[::ffff:a9fe:a9fe]/', 'https://169.254.169.254/latest'],
    ...['https://①②⑦.0.0.1/', 'https://127.0.0.1./'],
  ])('%s may not', (url) => {
    expect(urlRefusal(url, [])).toMatch(/^Its? .*\.$/);
  });
});

describe('posting', () => {
  it('does not begin with ranges that are none', () => {
    for (const range of ['10.1.0.0/33', '999.1.1.1/8', '10.1.0.0', 'fd00::/129'])
      expect(() => fetching([...local, range])).toThrow(`${range} is no range`);
  });

  it('reaches a network of one’s own over http, by its address and by a name', async () => {
    const receiver = kept(await openReceiver(answerWith(204)));
    expect(await post(fetching(local), receiver.url)).toMatchObject({ status: 204 });
    const named = fetching(local, async () => [{ address: '127.0.0.1', family: 4 }]);
    expect(await post(named, `http://air.example:${receiver.port}/`)).toMatchObject({ status: 204 });
    expect(receiver.got[1]).toMatchObject({ method: 'POST', body: '{}' });
    expect(receiver.got[1]?.headers.host).toBe(`air.example:${receiver.port}`);
  });

  it('reaches this machine by none of its names where it is not allowed', async () => {
    const receiver = kept(await openReceiver(answerWith(200)));
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '169.254.169.254']) {
      const fetch = fetching([], async () => [{ address, family: address.includes(':') ? 6 : 4 }]);
      await expect(post(fetch, `https://evil.example:${receiver.port}/`)).rejects.toThrow(AddressRefused);
    }
    await expect(post(fetching([]), `https://localhost:${receiver.port}/`)).rejects.toThrow(AddressRefused);
    expect(receiver.got).toEqual([]);
  });

  it('refuses a name of which one address is forbidden, whichever that is', async () => {
    const both = [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    for (const found of [both, both.toReversed()])
      await expect(
        post(
          fetching([], async () => found),
          'https://evil.example/',
        ),
      ).rejects.toThrow('not public');
    await expect(
      post(
        fetching([], async () => []),
        'https://evil.example/',
      ),
    ).rejects.toThrow('nowhere');
  });

  it('asks for a name once, and connects to what was judged: a name that turns elsewhere is not followed', async () => {
    const receiver = kept(await openReceiver(answerWith(200)));
    let asked = 0;
    const turning = fetching(local, async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    });
    expect(await post(turning, `http://turning.example:${receiver.port}/`)).toMatchObject({ status: 200 });
    expect(asked).toBe(1);
  });

  it('takes no http to a name that leads out', async () => {
    const out = fetching(local, async () => [{ address: '8.8.8.8', family: 4 }]);
    await expect(post(out, 'http://example.org:8080/')).rejects.toThrow('https');
    await expect(post(out, 'https://example.org/', true)).rejects.toThrow('out of the networks');
  });

  it('does not follow a redirect', async () => {
    const target = kept(await openReceiver(answerWith(200)));
    const receiver = kept(await openReceiver(answerWith(307, { location: target.url })));
    expect(await post(fetching(local), receiver.url)).toMatchObject({ status: 307 });
    expect(target.got).toEqual([]);
  });

  it('reads no more than 64 kB of an answer', async () => {
    const receiver = kept(await openReceiver(answerWith(500, {}, 'x'.repeat(10_000_000))));
    expect((await post(fetching(local), receiver.url)).body).toHaveLength(65_536);
  });
});
