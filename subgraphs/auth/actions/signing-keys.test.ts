import { createTokenVerifier, signAccessToken } from '@aqmrg/platform/access/access-token.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBench } from '../testing/open-bench.ts';
import { factsIn, openGround } from '../testing/open-ground.ts';
import { settings } from '../testing/open-room.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const admin = { actor: 'admin', address: '192.0.2.1' };

let ground: Awaited<ReturnType<typeof openGround>>;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(() => ground.close());

const open = async (options: Partial<Parameters<typeof openBench>[0]> = {}) => {
  const bench = await openBench({ ...ground, ...options });
  await bench.keys.begin();
  return bench;
};
type Bench = Awaited<ReturnType<typeof open>>;

const lastSaid = async () =>
  (await factsIn(ground.eventLog)).filter((fact) => fact.kind === 'SigningKeys').at(-1);
const kidsSaid = async (): Promise<(readonly [string, number | null])[]> =>
  ((await lastSaid())?.keys ?? []).map(({ kid, verifiesUntil }) => [kid, verifiesUntil] as const);
const published = ({ keys }: Bench): string[] => keys.published().map(({ kid }) => kid);

const sign = async ({ keys, now }: Bench): Promise<string> => {
  const subject = {
    accountId: 'ana',
    sessionId: 's',
    role: 'AUTHENTICATED',
    organisation: null,
    organisationRole: null,
  } as const;
  const { issuer, accessTokenMs } = settings;
  return (await signAccessToken(subject, { ...keys.current(), issuer, now, lifetimeMs: accessTokenMs }))
    .token;
};
/** Whether somebody who heard what the log says takes the token. */
const isTaken = async (token: string, { now }: Bench): Promise<boolean> => {
  const verifier = createTokenVerifier({ issuer: settings.issuer, now });
  verifier.setKeys((await lastSaid())?.keys ?? []);
  return verifier.verify(token).then(
    () => true,
    () => false,
  );
};

describe('signing keys', () => {
  it('are made at the first start, one that signs and one that is told before it does', async () => {
    const bench = await open();
    expect(published(bench)).toHaveLength(2);
    expect(published(bench)).toContain(bench.keys.current().kid);
    expect((await kidsSaid()).map(([kid]) => kid).sort()).toEqual(published(bench).sort());
    expect(await isTaken(await sign(bench), bench)).toBe(true);
  });

  it('are the same at the next start, and are told again', async () => {
    const first = await open();
    const second = await open();
    expect(second.keys.current().kid).toBe(first.keys.current().kid);
    expect(published(second).sort()).toEqual(published(first).sort());
    expect(await isTaken(await sign(second), first)).toBe(true);
  });

  it('are made once, however many start at the same moment', async () => {
    const benches = await Promise.all([open(), open(), open(), open()]);
    expect(new Set(benches.map(({ keys }) => keys.current().kid)).size).toBe(1);
    expect(await ground.database.client.signingKey.count()).toBe(2);
  });

  it('are kept encrypted: nothing in the database opens without the secret', async () => {
    const bench = await open();
    const { d = '' } = bench.keys.current().key.export({ format: 'jwk' });
    const rows = JSON.stringify(await ground.database.client.signingKey.findMany());
    expect(d.length).toBe(43);
    expect(rows).not.toContain(d);
    const header = JSON.parse(
      Buffer.from(rows.match(/"privateJwe":"([^.]+)/)?.[1] ?? '', 'base64url').toString(),
    );
    expect(header).toMatchObject({ alg: 'dir', enc: 'A256GCM' });
    expect(published(bench)).toContain(header.kid);
  });

  it('of another secret end the start with words that say what to do', async () => {
    await open();
    const starting = open({ secret: 'quite another secret of thirty-two letters' });
    await expect(starting).rejects.toThrow(/AUTH_SECRET.*run-in-production/);
  });

  it('that were put in the place of one another are not opened', async () => {
    await open();
    const { client } = ground.database;
    const [one, other] = await client.signingKey.findMany();
    await client.signingKey.update({
      where: { kid: one?.kid ?? '' },
      data: { privateJwe: other?.privateJwe ?? '' },
    });
    await expect(open()).rejects.toThrow('AUTH_SECRET');
  });
});

describe('probe 42: a rotation', () => {
  it('lets the next key sign, which everybody knew, and the one before verify until its tokens have expired', async () => {
    const bench = await open();
    const [before, next] = [
      bench.keys.current().kid,
      published(bench).find((kid) => kid !== bench.keys.current().kid),
    ];
    const token = await sign(bench);
    const rotated = await bench.keys.rotate(admin);
    expect(rotated).toEqual({ kid: next, previousVerifiesUntil: bench.clock.now + 11 * minuteMs });
    expect(bench.keys.current().kid).toBe(next);
    expect(await kidsSaid()).toContainEqual([before, rotated.previousVerifiesUntil]);
    expect(await isTaken(token, bench)).toBe(true);
    expect(await isTaken(await sign(bench), bench)).toBe(true);
    expect(published(bench)).toHaveLength(3);
    bench.clock.now += 11 * minuteMs;
    expect(published(bench)).not.toContain(before);
    await bench.keys.tend();
    expect((await kidsSaid()).map(([kid]) => kid)).not.toContain(before);
    expect(await ground.database.client.signingKey.findMany({ where: { kid: before } })).toEqual([]);
    const [note] = await ground.database.client.auditEntry.findMany();
    expect(note).toMatchObject({ actor: 'admin', action: 'signing-key-rotated', subject: next });
  });

  it('comes by itself after thirty days, from one of all processes, and the others follow', async () => {
    const [one, other] = [await open(), await open()];
    const first = one.keys.current().kid;
    for (const bench of [one, other]) bench.clock.now += 30 * dayMs - 1;
    await Promise.all([one.keys.tend(), other.keys.tend()]);
    expect([one.keys.current().kid, other.keys.current().kid]).toEqual([first, first]);
    for (const bench of [one, other]) bench.clock.now += 1;
    await Promise.all([one.keys.tend(), other.keys.tend()]);
    expect(one.keys.current().kid).not.toBe(first);
    expect(other.keys.current().kid).toBe(one.keys.current().kid);
    expect(await ground.database.client.signingKey.count()).toBe(3);
    expect(await ground.database.client.auditEntry.count()).toBe(1);
  });

  it('by an Admin is taken over by the other processes within their next minute', async () => {
    const [one, other] = [await open(), await open()];
    await one.keys.rotate(admin);
    const token = await sign(other);
    expect(await isTaken(token, other)).toBe(true);
    await other.keys.tend();
    expect(other.keys.current().kid).toBe(one.keys.current().kid);
  });

  it('does not happen while the log takes nothing: no key signs that was not told', async () => {
    let isLogDown = false;
    const bench = await open({
      throughFacts: (facts) => ({
        say: async (said) => (isLogDown ? Promise.reject(new Error('the log is down')) : facts.say(said)),
      }),
    });
    const before = bench.keys.current().kid;
    isLogDown = true;
    await expect(bench.keys.rotate(admin)).rejects.toThrow('the log is down');
    isLogDown = false;
    expect(bench.keys.current().kid).toBe(before);
    expect((await open()).keys.current().kid).toBe(before);
    expect(await ground.database.client.signingKey.count()).toBe(2);
    expect(await ground.database.client.auditEntry.count()).toBe(0);
  });

  it('that was told halfway takes nothing from anybody, and is told to the end a minute later', async () => {
    let wordsLeft = Number.POSITIVE_INFINITY;
    const bench = await open({
      throughFacts: (facts) => ({
        async say(said) {
          if (wordsLeft <= 0) throw new Error('the log is down');
          wordsLeft -= 1;
          await facts.say(said);
        },
      }),
    });
    const token = await sign(bench);
    const before = bench.keys.current().kid;
    wordsLeft = 1;
    const rotated = await bench.keys.rotate(admin);
    expect(await kidsSaid()).toContainEqual([before, null]);
    expect(await isTaken(token, bench)).toBe(true);
    expect(await isTaken(await sign(bench), bench)).toBe(true);
    wordsLeft = 1;
    await bench.keys.tend();
    expect(await kidsSaid()).toContainEqual([before, rotated.previousVerifiesUntil]);
  });
});
