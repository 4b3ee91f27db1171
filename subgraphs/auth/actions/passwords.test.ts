import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { here, openSessionBench, type SessionBench } from '../testing/open-sessions.ts';
import { createPasswords } from './passwords.ts';
import type { SessionTokens } from './sessions.ts';

const [old, next] = ['seven lorries in fog', 'eight ponies on ice'];
let t: SessionBench;
beforeAll(async () => {
  t = await openSessionBench();
});
afterAll(() => t.ground.close());

const somebody = async () => {
  const { account } = await t.somebody();
  const data = { passwordHash: await t.bench.hashes.make(old) };
  await t.ground.database.client.account.update({ where: { id: account.id }, data });
  return t.credentialsOf(account.id);
};
const change = { currentPassword: old, newPassword: next };

describe('a change of password', () => {
  it('does not happen while the log takes nothing: no session would outlive it', async () => {
    const credentials = await somebody();
    const { id: accountId } = credentials.account;
    const elsewhere = await t.begin(credentials);
    const passwords = createPasswords(t.bench);
    const changing = () => passwords.change(change, { accountId, session: null, from: here });
    await expect(t.whileTheLogIsDown(changing)).rejects.toThrow('the log is down');
    expect((await t.credentialsOf(accountId)).passwordHash).toBe(credentials.passwordHash);
    expect(await t.refreshed(elsewhere.refreshToken)).toBeDefined();
  });

  it('ends a session, too, that began with the old password while it was changed', async () => {
    const credentials = await somebody();
    const { id: accountId } = credentials.account;
    const slipped: SessionTokens[] = [];
    const passwords = createPasswords({
      ...t.bench,
      sessions: {
        ...t.bench.sessions,
        async endAll(...asked) {
          const ended = await t.bench.sessions.endAll(...asked);
          if (slipped.length === 0) slipped.push(await t.begin(credentials));
          return ended;
        },
      },
    });
    const outcome = await passwords.change(change, { accountId, session: null, from: here });
    expect(outcome).toEqual({ kind: 'done', value: 1 });
    expect(await t.refreshed(slipped[0]?.refreshToken ?? '')).toBe(undefined);
    expect(await t.bench.sessions.begin(credentials, here)).toBe(undefined);
  });
});
