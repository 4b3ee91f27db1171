import { setTimeout } from 'node:timers/promises';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type AccessFact, type AccessNews, accessNews } from '@aqmrg/schema/events/access.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsIn, monday, openTestLog } from '../testing/open-ground.ts';
import { createFacts } from './facts.ts';
import { createNews } from './news.ts';

const issued = (keyId: string): AccessFact => ({
  kind: 'KeyIssued',
  keyId,
  secretSha256: 'hash',
  organisation: 'makerere',
  networks: null,
  scopes: ['ingest'],
  issuedAt: monday,
  expiresAt: null,
});
const revoked = (keyId: string): AccessFact => ({ kind: 'KeyRevoked', keyId, revokedAt: monday });
const ended = (sessionId: string, until: number): AccessFact => ({
  kind: 'SessionRevoked',
  sessionId,
  accountId: `account-of-${sessionId}`,
  revokedAt: monday,
  until,
});
const signing: AccessFact = {
  kind: 'SigningKeys',
  keys: [{ kid: 'one', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'x' }, verifiesUntil: null }],
};

let testLog: Awaited<ReturnType<typeof openTestLog>>;
let eventLog: EventLog;
let clock: number;
const leaving = new AbortController();
const say = (...facts: AccessFact[]) => createFacts(eventLog).say(facts);
const subscribe = (beatMs = 60_000, signal = leaving.signal) =>
  createNews({ eventLog, now: () => clock, beatMs }).subscribe(signal);

type Subscription = ReturnType<typeof subscribe>;
const nextOf = async (news: Subscription): Promise<AccessNews> => {
  const { done, value } = await news.next();
  if (done) throw new Error('The news ended.');
  return accessNews.parse(JSON.parse(JSON.stringify(value)));
};
const snapshotOf = async (news: Subscription): Promise<AccessFact[]> => {
  const facts: AccessFact[] = [];
  for (;;) {
    const message = await nextOf(news);
    if (message.kind !== 'snapshot')
      throw new Error(`There was a ${message.kind} before the snapshot's end.`);
    expect(message.facts.length).toBeLessThanOrEqual(1_000);
    facts.push(...message.facts);
    if (message.isLast) return facts;
  }
};
const factsOf = async (news: Subscription, count: number): Promise<AccessFact[]> => {
  const facts: AccessFact[] = [];
  while (facts.length < count) {
    const message = await nextOf(news);
    if (message.kind !== 'facts') throw new Error(`There was a ${message.kind}.`);
    expect(message.facts.length).toBeLessThanOrEqual(1_000);
    facts.push(...message.facts);
  }
  return facts;
};

beforeEach(async () => {
  clock = monday;
  testLog = await openTestLog();
  eventLog = testLog.eventLog;
});
afterEach(() => testLog.close());

describe('facts', () => {
  it('are on disk when they were said, each in its topic', async () => {
    const facts = [ended('s', monday + 1), issued('a'), signing, revoked('a')];
    await say(...facts);
    expect(await factsIn(eventLog)).toEqual([signing, issued('a'), revoked('a'), ended('s', monday + 1)]);
  });

  it('reject where the log does not take them', async () => {
    const full = await openTestLog({ maxBytes: 60_000 });
    const many = Array.from({ length: 2_000 }, (_, i) => issued(`k-${i}`));
    await expect(createFacts(full.eventLog).say(many)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(await factsIn(full.eventLog)).toEqual([]);
    await full.close();
  });
});

describe('news of access', () => {
  it('begin with all that holds, and nothing that is over anyway', async () => {
    await say(
      signing,
      issued('a'),
      issued('b'),
      revoked('a'),
      ended('late', monday + 60_000),
      ended('over', monday),
    );
    const news = subscribe();
    expect(await snapshotOf(news)).toEqual([
      signing,
      issued('a'),
      issued('b'),
      revoked('a'),
      ended('late', monday + 60_000),
    ]);
    await news.return?.();
  });

  it('begin with one empty and last message where nothing was ever said', async () => {
    expect(await nextOf(subscribe())).toEqual({ kind: 'snapshot', facts: [], isLast: true });
  });

  it('go on with what is said from then on, without hole or double', async () => {
    await say(issued('a'));
    const news = subscribe();
    expect(await snapshotOf(news)).toEqual([issued('a')]);
    await say(issued('b'));
    await say(revoked('a'));
    await say(ended('s', monday + 1));
    const facts = await factsOf(news, 3);
    expect(facts).toHaveLength(3);
    expect(facts.filter(({ kind }) => kind.startsWith('Key'))).toEqual([issued('b'), revoked('a')]);
    expect(facts).toContainEqual(ended('s', monday + 1));
    await news.return?.();
  });

  it('lose nothing that is said while the snapshot is read', async () => {
    await say(...Array.from({ length: 2_500 }, (_, i) => issued(`k-${i}`)));
    const news = subscribe();
    const first = await nextOf(news);
    await say(revoked('k-7'), revoked('k-2400'));
    const rest = [...(first.kind === 'beat' ? [] : first.facts), ...(await snapshotOf(news))];
    await say(revoked('k-8'));
    const later = await factsOf(news, 2_503 - rest.length);
    const all = [...rest, ...later];
    expect(all.filter(({ kind }) => kind === 'KeyIssued')).toHaveLength(2_500);
    expect(all.slice(-3)).toEqual([revoked('k-7'), revoked('k-2400'), revoked('k-8')]);
    await news.return?.();
  });

  it('come in messages of a thousand, however many were said at once', async () => {
    const news = subscribe();
    await snapshotOf(news);
    const many = Array.from({ length: 3_210 }, (_, i) => issued(`k-${i}`));
    await say(...many);
    expect(await factsOf(news, many.length)).toEqual(many);
    await news.return?.();
  });

  it('beat while there is nothing to say', async () => {
    const news = subscribe(20);
    await snapshotOf(news);
    const began = performance.now();
    for (let i = 0; i < 3; i += 1) expect(await nextOf(news)).toEqual({ kind: 'beat' });
    expect(performance.now() - began).toBeGreaterThan(50);
    await say(issued('a'));
    let message = await nextOf(news);
    while (message.kind === 'beat') message = await nextOf(news);
    expect(message).toEqual({ kind: 'facts', facts: [issued('a')] });
    await news.return?.();
  });

  it('reach everybody who listens', async () => {
    const all = [subscribe(), subscribe(), subscribe()];
    for (const news of all) await snapshotOf(news);
    await say(revoked('a'));
    for (const news of all) expect(await factsOf(news, 1)).toEqual([revoked('a')]);
    for (const news of all) await news.return?.();
  });

  it('end at once when the listener leaves, also while it waits', async () => {
    const news = subscribe();
    await snapshotOf(news);
    const waiting = news.next();
    await news.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await news.next()).toEqual({ done: true, value: undefined });

    const leave = new AbortController();
    const other = subscribe(60_000, leave.signal);
    await snapshotOf(other);
    const pending = other.next();
    leave.abort();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await subscribe(60_000, leave.signal).next()).toEqual({ done: true, value: undefined });
  });

  it('end with the log', async () => {
    const news = subscribe();
    await snapshotOf(news);
    const waiting = news.next();
    await testLog.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    testLog = await openTestLog();
  });

  it('reject, and beat no more, when the log cannot be read', async () => {
    let isBroken = false;
    const breaking: EventLog = {
      ...eventLog,
      tail(topic, from, signal) {
        const tail = eventLog.tail(topic, from, signal);
        const next = () => (isBroken ? Promise.reject(new Error('the disk is gone')) : tail.next());
        return { ...tail, next, [Symbol.asyncIterator]: () => tail };
      },
    };
    const news = createNews({ eventLog: breaking, now: () => clock, beatMs: 10 }).subscribe(leaving.signal);
    await snapshotOf(news);
    expect(await nextOf(news)).toEqual({ kind: 'beat' });
    isBroken = true;
    await say(issued('a'));
    const untilItRejects = async () => {
      for (;;) await nextOf(news);
    };
    await expect(untilItRejects()).rejects.toThrow('the disk is gone');
    expect(await news.next()).toEqual({ done: true, value: undefined });
  });

  it('beat no more while something was told that the log does not hand on, and again when it does', async () => {
    const stuck = Promise.withResolvers<void>();
    const hanging: EventLog = {
      ...eventLog,
      tail(topic, from, signal) {
        const tail = eventLog.tail(topic, from, signal);
        const next = () => stuck.promise.then(() => tail.next());
        return { ...tail, next, [Symbol.asyncIterator]: () => tail };
      },
    };
    await say(issued('a'));
    const news = createNews({ eventLog: hanging, now: () => clock, beatMs: 10 }).subscribe(leaving.signal);
    expect(await snapshotOf(news)).toEqual([issued('a')]);
    for (let i = 0; i < 3; i += 1) expect(await nextOf(news)).toEqual({ kind: 'beat' });
    await say(revoked('a'));
    const next = nextOf(news);
    expect(await Promise.race([next, setTimeout(200, 'silence')])).toBe('silence');
    stuck.resolve();
    expect(await next).toEqual({ kind: 'facts', facts: [revoked('a')] });
    expect(await nextOf(news)).toEqual({ kind: 'beat' });
    await news.return?.();
  });

  it('beat no more while nobody can say what the log holds', async () => {
    let isStuck = false;
    let asked = 0;
    const hanging: EventLog = {
      ...eventLog,
      bounds(topic) {
        asked += 1;
        return isStuck ? new Promise(() => undefined) : eventLog.bounds(topic);
      },
    };
    const news = createNews({ eventLog: hanging, now: () => clock, beatMs: 10 }).subscribe(leaving.signal);
    await snapshotOf(news);
    expect(await nextOf(news)).toEqual({ kind: 'beat' });
    [isStuck, asked] = [true, 0];
    const next = nextOf(news);
    expect(await Promise.race([next, setTimeout(200, 'silence')])).toBe('silence');
    // it is asked once, and not again before it has answered
    expect(asked).toBe(1);
    await say(issued('a'));
    expect(await next).toEqual({ kind: 'facts', facts: [issued('a')] });
    await news.return?.();
  });

  it('beat also where the newest of what was told is kept no more', async () => {
    const [days, old] = [3 * 86_400_000, { now: monday }];
    await testLog.close();
    testLog = await openTestLog({ now: () => old.now, tidyEveryMs: 2 });
    eventLog = testLog.eventLog;
    await say(ended('s', monday + 1), ended('t', monday + 1));
    old.now += days;
    while ((await factsIn(eventLog)).length > 0) await setTimeout(5);
    const news = subscribe(10);
    expect(await snapshotOf(news)).toEqual([]);
    expect(await nextOf(news)).toEqual({ kind: 'beat' });
    await news.return?.();
  });
});
