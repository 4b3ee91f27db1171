import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymous, type Caller, service } from '../caller.ts';
import { createIdentitySigner, createIdentityVerifier } from './internal-identity.ts';
import { createSeenOnce } from './seen-once.ts';

const secret = 'a secret of the house, long enough to be one';
const start = Date.UTC(2026, 10, 23, 12);
const ada: Caller = {
  kind: 'user',
  id: 'ada',
  role: 'AUTHENTICATED',
  organisation: 'city',
  organisationRole: 'OWNER',
  scopes: ['ingest', 'read', 'export'],
  networks: null,
  session: 'session-1',
};
const key: Caller = {
  ...ada,
  kind: 'key',
  id: 'abcdefgh2345',
  organisationRole: null,
  networks: ['roofs', 'Straße 7'],
  session: null,
};

const setUp = (rest: { readonly mostRemembered?: number } = {}) => {
  let [at, up] = [start, 0];
  const now = () => at;
  return {
    sign: createIdentitySigner({ secret, now }),
    verify: createIdentityVerifier({ secret, audience: 'readings', now, uptime: () => up, ...rest }),
    now,
    /** Another room, or the same one started anew. */
    another: (audience: string) => createIdentityVerifier({ secret, audience, now, uptime: () => up }),
    pass(ms: number) {
      at += ms;
      up += Math.max(0, ms);
    },
    turnClock(ms: number) {
      at += ms;
    },
  };
};

/** The parts of a text, its content decoded; and how a forger who does not know the secret puts them together. */
const open = (text: string) => {
  const [, payload = '', signature = ''] = text.split('.');
  return { said: JSON.parse(Buffer.from(payload, 'base64url').toString()), payload, signature };
};
const pack = (said: unknown): string => Buffer.from(JSON.stringify(said)).toString('base64url');

describe('probe 38: an identity between our own', () => {
  it.each([
    ['a user', ada, '203.0.113.9'],
    ['a key', key, '2001:db8::1'],
    [
      'a key with as many networks as one may have, their ids as long as they may be',
      { ...key, networks: Array.from({ length: 100 }, (_, i) => `${i}`.padEnd(64, 'n')) },
      '2001:db8:1111:2222:3333:4444:5555:6666',
    ],
    ['a stranger', anonymous, undefined],
    ['a service', service('gateway'), undefined],
  ])('says who asks: %s', (_what, caller, from) => {
    const { sign, verify } = setUp();
    expect(verify(sign('readings', caller, from))).toEqual({ caller, from });
  });

  it.each([undefined, '', 'v1', 'v1..', 'v1.e30.', '{}', 'Bearer x', JSON.stringify(ada)])(
    'is needed: %j is refused',
    (text) => {
      expect(() => setUp().verify(text)).toThrow('our own gateways alone');
    },
  );

  it('cannot be made without the secret', () => {
    const { sign, verify, now } = setUp();
    const { said, payload, signature } = open(sign('readings', anonymous, undefined));
    const admin = pack({ ...said, caller: { ...said.caller, kind: 'user', id: 'eve', role: 'ADMIN' } });
    const hmac = (withKey: string | Buffer, text: string) =>
      createHmac('sha256', withKey).update(text).digest('base64url');
    const forged = [
      `v1.${admin}.${signature}`,
      `v1.${admin}.${hmac('', `v1.${admin}`)}`,
      `v1.${admin}.${hmac('another secret', `v1.${admin}`)}`,
      // the secret itself is not the key, nor is what is signed the payload alone
      `v1.${admin}.${hmac(secret, `v1.${admin}`)}`,
      `v1.${admin}.${hmac(secret, admin)}`,
      `v1.${admin}.${Buffer.alloc(32).toString('base64url')}`,
      `v1.${admin}.`,
      `v1.${admin}`,
      `v2.${payload}.${signature}`,
      `.${payload}.${signature}`,
      createIdentitySigner({ secret: `${secret} `, now })('readings', ada, undefined),
    ];
    for (const text of forged) expect(() => verify(text), text).toThrow('our own gateways alone');
  });

  it('holds no other text: not one character of it may be another, added or left out', () => {
    const { sign, verify } = setUp();
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.string({ unit: 'binary-ascii', maxLength: 2 }),
        fc.nat(2),
        (place, other, removed) => {
          const text = sign('readings', ada, '203.0.113.9');
          const at = place % text.length;
          const altered = text.slice(0, at) + other + text.slice(at + removed);
          fc.pre(altered !== text);
          expect(() => verify(altered)).toThrow('our own gateways alone');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('has one spelling: bits left over in its last character are not free', () => {
    const { sign, verify } = setUp();
    const text = sign('readings', ada, undefined);
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      if (!text.endsWith(last)) expect(() => verify(text.slice(0, -1) + last)).toThrow();
    expect(verify(text).caller).toEqual(ada);
  });

  it('cut short anywhere is none', () => {
    const { sign, verify } = setUp();
    const text = sign('readings', ada, undefined);
    for (let length = 0; length < text.length; length += 1)
      expect(() => verify(text.slice(0, length))).toThrow('our own gateways alone');
  });

  it('without end is not even read', () => {
    const { sign, verify } = setUp();
    const huge = sign('readings', { ...key, networks: ['x'.repeat(5_000_000)] }, undefined);
    const began = performance.now();
    expect(() => verify(huge)).toThrow();
    expect(() => verify(`v1.${'a'.repeat(5_000_000)}`)).toThrow();
    expect(performance.now() - began).toBeLessThan(200);
  });

  it('is for one room', () => {
    const { sign, verify, another } = setUp();
    const text = sign('sensors', ada, undefined);
    expect(() => verify(text)).toThrow('our own gateways alone');
    expect(another('sensors')(text).caller).toEqual(ada);
  });

  it.each([
    ['a kind that there is not', { kind: 'root' }],
    ['a role that there is not', { role: 'ROOT' }],
    ['more than a caller', { isAdmin: true }],
    ['no id', { id: '' }],
    ['scopes that are none', { scopes: 'all' }],
    ['no word of networks', { networks: undefined }],
  ])('that says %s is refused, although one of our own signed it', (_what, odd) => {
    const { sign, verify } = setUp();
    expect(() => verify(sign('readings', { ...ada, ...odd } as Caller, undefined))).toThrow(
      'our own gateways alone',
    );
  });
});

describe('probe 37: an identity that comes again', () => {
  it('is refused, now and for as long as it would be good', () => {
    const { sign, verify, pass } = setUp();
    const text = sign('readings', ada, undefined);
    verify(text);
    for (let waited = 0; waited <= 30_000; waited += 5_000) {
      expect(() => verify(text)).toThrow('our own gateways alone');
      pass(5_000);
    }
    expect(verify(sign('readings', ada, undefined)).caller).toEqual(ada);
  });

  it('is refused also where a clock was turned back by half a minute meanwhile', () => {
    const { sign, verify, pass, turnClock } = setUp();
    pass(1_000);
    const text = sign('readings', ada, undefined);
    verify(text);
    for (let waited = 0; waited < 60_000; waited += 2_000) {
      pass(2_000);
      if (waited === 28_000) turnClock(-30_000);
      expect(() => verify(text)).toThrow('our own gateways alone');
    }
  });

  it('is refused by a room that was started anew', () => {
    const { sign, verify, another, pass } = setUp();
    const text = sign('readings', ada, undefined);
    verify(text);
    pass(1);
    expect(() => another('readings')(text)).toThrow('our own gateways alone');
  });

  it.each([
    [30_000, true],
    [30_001, false],
  ])('%d ms old or early: good is %s', (ms, isGood) => {
    const { sign, verify, pass, now } = setUp();
    const early = createIdentitySigner({ secret, now: () => now() + ms })('readings', ada, undefined);
    const old = sign('readings', ada, undefined);
    const judge = (text: string) => expect(() => verify(text));
    if (isGood) judge(early).not.toThrow();
    else judge(early).toThrow('our own gateways alone');
    pass(ms);
    if (isGood) judge(old).not.toThrow();
    else judge(old).toThrow('our own gateways alone');
  });

  it('is refused, and every new one too, when no more can be remembered; later there is room again', () => {
    const { sign, verify, pass } = setUp({ mostRemembered: 3 });
    const texts = [1, 2, 3].map(() => sign('readings', ada, undefined));
    for (const text of texts) verify(text);
    expect(() => verify(sign('readings', ada, undefined))).toThrow('our own gateways alone');
    for (const text of texts) expect(() => verify(text)).toThrow();
    pass(90_000);
    expect(verify(sign('readings', ada, undefined)).caller).toEqual(ada);
  });

  it('leaves no room to others by being forged: what is not ours is not remembered', () => {
    const { sign, verify } = setUp({ mostRemembered: 1 });
    const text = sign('readings', ada, undefined);
    for (let i = 0; i < 100; i += 1) expect(() => verify(`${text.slice(0, -43)}${'A'.repeat(43)}`)).toThrow();
    expect(verify(text).caller).toEqual(ada);
  });
});

describe('what was seen', () => {
  it('is known for as long as promised, and gone after four times that', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 100 }), (waits) => {
        let up = 0;
        const seen = createSeenOnce(1_000, 100, () => up);
        const at = new Map<string, number>();
        for (const [index, wait] of waits.entries()) {
          up += wait;
          const mark = String(index % 7);
          const before = at.get(mark);
          const answer = seen.see(mark);
          if (before === undefined || up - before >= 400) expect(answer).toBe('new');
          else if (up - before < 100) expect(answer).toBe('seen');
          if (answer === 'new') at.set(mark, up);
        }
      }),
    );
  });
});
