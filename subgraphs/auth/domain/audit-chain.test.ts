import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, beforeTheFirst, hashOf, linked, verifyChain } from './audit-chain.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

const monday = Date.UTC(2026, 10, 23, 6);

const chainOf = (length: number): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let i = 0; i < length; i += 1)
    entries.push(
      linked(
        entries.at(-1) ?? beforeTheFirst,
        { actor: `a-${i % 3}`, action: 'role-changed', subject: `s-${i}`, details: { role: 'ADMIN', i } },
        monday + i,
      ),
    );
  return entries;
};

const inPages = async function* (entries: readonly AuditEntry[], size = 7) {
  for (let i = 0; i < entries.length; i += size) yield entries.slice(i, i + size);
};

const verify = (entries: readonly AuditEntry[], kept?: string) => verifyChain(inPages(entries), kept);

describe('canonical JSON', () => {
  it('is one text of one value, whatever order its names were given in', () => {
    const shuffled = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, one]) => [name, shuffled(one as Json)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(shuffled(value as Json))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
  });
});

describe('an entry of the audit log', () => {
  it('is hashed so that others can do it again', () => {
    const [entry] = chainOf(1);
    // sha256sum of 64 zeros and {"action":"role-changed","actor":"a-0","address":null,"at":"2026-11-23T06:00:00.000Z",…}
    expect(entry?.hash).toBe('24a77307e77804188cc5639376b71d54da4d4d8df6bed48a0b6859cbd9e83a21');
  });

  it('holds nothing that the database refuses, and no more than fits', () => {
    const sent = {
      actor: `a\0${'x'.repeat(9_999)}\ud800`,
      action: 'sign-in-refused',
      details: { email: 'y'.repeat(9_999) },
    };
    const entry = linked(beforeTheFirst, sent, monday);
    expect(entry.actor).toBe(`a${'x'.repeat(255)}`);
    expect(entry.details).toBe('{"leftOut":10011}');
    expect(
      linked(beforeTheFirst, { actor: `${'x'.repeat(255)}😀`, action: 'a' }, monday).actor.isWellFormed(),
    ).toBe(true);
  });
});

describe('the chain of the audit log', () => {
  it('is whole as it was written, on pages of any size', async () => {
    const entries = chainOf(40);
    const whole = {
      isIntact: true,
      entries: 40,
      firstBroken: null,
      head: entries.at(-1)?.hash,
      holdsKept: null,
    };
    for (const size of [1, 7, 40, 99]) expect(await verifyChain(inPages(entries, size))).toEqual(whole);
    expect(await verify([])).toEqual({
      isIntact: true,
      entries: 0,
      firstBroken: null,
      head: '0'.repeat(64),
      holdsKept: null,
    });
  });

  it('shows any change of any field of any entry, and names the first', async () => {
    const entries = chainOf(20);
    const changes: Record<string, fc.Arbitrary<Partial<AuditEntry>>> = {
      number: fc.integer({ min: 100, max: 200 }).map((number) => ({ number })),
      at: fc.integer({ min: 1, max: 1e9 }).map((ms) => ({ at: monday - ms })),
      actor: fc.string().map((actor) => ({ actor: `x${actor}` })),
      address: fc.ipV4().map((address) => ({ address })),
      action: fc.string().map((action) => ({ action: `x${action}` })),
      subject: fc.constant({ subject: null }),
      details: fc.string().map((details) => ({ details: `{"x":${details}}` })),
      hash: fc.string().map((hash) => ({ hash })),
      previousHash: fc.string().map((previousHash) => ({ previousHash })),
    };
    for (const change of Object.values(changes)) {
      await fc.assert(
        fc.asyncProperty(fc.nat(19), change, async (at, changed) => {
          const forged = entries.map((entry, i) => (i === at ? { ...entry, ...changed } : entry));
          const { isIntact, firstBroken } = await verify(forged);
          expect(isIntact).toBe(false);
          expect(firstBroken).toBe(changed.number ?? at + 1);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('shows an entry that was changed and hashed anew, at the one behind it', async () => {
    const entries = chainOf(20);
    const forged = { ...(entries[9] as AuditEntry), actor: 'somebody-else' };
    const rehashed = entries.with(9, { ...forged, hash: hashOf(forged) });
    expect(await verify(rehashed)).toMatchObject({ isIntact: false, firstBroken: 11 });
  });

  it('shows an entry that was taken out, put in or put elsewhere', async () => {
    const entries = chainOf(20);
    expect(await verify(entries.toSpliced(4, 1))).toMatchObject({ isIntact: false, firstBroken: 6 });
    expect(await verify(entries.slice(1))).toMatchObject({ isIntact: false, firstBroken: 2 });
    const between = linked(entries[4] as AuditEntry, { actor: 'x', action: 'y' }, monday);
    expect(await verify(entries.toSpliced(5, 0, between))).toMatchObject({ isIntact: false, firstBroken: 6 });
  });

  it('shows by a head that was kept elsewhere that the log was cut, or written anew', async () => {
    const entries = chainOf(20);
    const kept = entries[14]?.hash as string;
    expect(await verify(entries, kept)).toMatchObject({ isIntact: true, holdsKept: true });
    expect(await verify(entries.slice(0, 10))).toMatchObject({ isIntact: true });
    expect(await verify(entries.slice(0, 10), kept)).toMatchObject({
      isIntact: false,
      firstBroken: null,
      holdsKept: false,
    });
    const anew = chainOf(20).map((entry) => ({ ...entry }));
    const other = linked(beforeTheFirst, { actor: 'forger', action: 'role-changed' }, monday);
    let end: AuditEntry = other;
    const written = [
      other,
      ...anew
        .slice(1)
        .map((entry) => (end = linked(end, { actor: entry.actor, action: entry.action }, entry.at))),
    ];
    expect(await verify(written)).toMatchObject({ isIntact: true });
    expect(await verify(written, kept)).toMatchObject({ isIntact: false, holdsKept: false });
  });
});
