import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAuditLog } from '../store/audit.ts';
import { empty, monday } from '../testing/open-ground.ts';
import { createAudit } from './audit.ts';

const note = (action: string) => ({
  actor: 'somebody',
  address: '192.0.2.7',
  action,
  details: { why: 'a test' },
});

let database: Database;
beforeAll(async () => {
  database = await lendDatabase();
});
afterAll(() => database.close());
beforeEach(() => empty(database));

const open = (options: { readonly maxWaiting?: number } = {}) =>
  createAudit({ database, now: () => monday, ...options });
const numbers = async () =>
  (await database.client.auditEntry.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number);
const upTo = (length: number) => Array.from({ length }, (_, i) => i + 1);

/** As somebody would who owns the database. */
const withoutTriggers = async (statement: string) => {
  await database.client.$executeRawUnsafe('ALTER TABLE auth.audit_entry DISABLE TRIGGER USER');
  await database.client.$executeRawUnsafe(statement);
  await database.client.$executeRawUnsafe('ALTER TABLE auth.audit_entry ENABLE TRIGGER USER');
};

describe('the audit log', () => {
  it('is whole, and without a hole, when many write at once', async () => {
    const audit = open();
    await Promise.all(upTo(700).map((i) => audit.note(note(`act-${i}`))));
    expect(await numbers()).toEqual(upTo(700));
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 700, firstBroken: null });
  });

  it('stays so when several processes write, and when acts roll back between them', async () => {
    const [one, other] = [open(), open()];
    const rolledBack = async (i: number) => {
      const act = database.client.$transaction(async (transaction) => {
        await other.noteWithin(transaction, note(`given-up-${i}`));
        throw new Error('given up');
      });
      await expect(act).rejects.toThrow('given up');
    };
    const within = (i: number) =>
      database.client.$transaction((transaction) => other.noteWithin(transaction, note(`within-${i}`)));
    await Promise.all(
      upTo(20).flatMap((i) => [one.note(note('a')), other.note(note('b')), within(i), rolledBack(i)]),
    );
    expect(await numbers()).toEqual(upTo(60));
    expect(await one.verify()).toMatchObject({ isIntact: true, entries: 60 });
  });

  it('keeps no entry of an act that failed, and no act without its entry', async () => {
    const audit = open();
    const organisation = { id: 'makerere', name: 'Makerere' };
    const act = database.client.$transaction(async (transaction) => {
      await transaction.organisation.create({ data: organisation });
      await transaction.$executeRaw`ALTER TABLE auth.audit_entry RENAME TO gone`;
      await audit.noteWithin(transaction, note('organisation-created'));
    });
    await expect(act).rejects.toThrow();
    expect(await database.client.organisation.count()).toBe(0);
    expect(await numbers()).toEqual([]);
  });

  it('tells each who waits when it cannot be written, and goes on afterwards', async () => {
    const audit = open();
    await database.client.$executeRaw`ALTER TABLE auth.audit_entry RENAME TO away`;
    const refused = await Promise.allSettled([audit.note(note('a')), audit.note(note('b'))]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await database.client.$executeRaw`ALTER TABLE auth.away RENAME TO audit_entry`;
    await audit.note(note('c'));
    expect(await numbers()).toEqual([1]);
  });

  it('refuses what would fill the memory, and takes more when there is room', async () => {
    const audit = open({ maxWaiting: 3 });
    // the first is being written when the others come
    const outcomes = await Promise.allSettled(upTo(10).map(() => audit.note(note('sign-in-refused'))));
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(taken).toBeGreaterThanOrEqual(3);
    expect(taken).toBeLessThanOrEqual(4);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'OVERLOADED' });
    await audit.note(note('sign-in'));
    expect(await numbers()).toEqual(upTo(taken + 1));
  });

  it('takes what strangers send', async () => {
    const audit = open();
    await audit.note({ actor: 'a\0b\ud800', action: 'sign-in-refused', details: { email: '\0\ud800"\n' } });
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 1 });
    expect(await openAuditLog(database).page({ actor: 'a\0b' }, 10, null)).toEqual([]);
  });

  it('settles when all that waited is stored', async () => {
    const audit = open();
    for (const i of upTo(5)) void audit.note(note(`act-${i}`));
    await audit.settled();
    expect(await numbers()).toEqual(upTo(5));
  });
});

describe('probe 53: the audit log is append-only and hash-chained', () => {
  it('refuses to be changed, cut or emptied', async () => {
    const audit = open();
    await Promise.all(upTo(3).map(() => audit.note(note('role-changed'))));
    const { client } = database;
    await expect(
      client.auditEntry.update({ where: { number: 2 }, data: { actor: 'another' } }),
    ).rejects.toThrow(/append-only/);
    await expect(client.auditEntry.deleteMany({ where: { number: { gt: 2 } } })).rejects.toThrow(
      /append-only/,
    );
    await expect(client.$executeRaw`TRUNCATE auth.audit_entry`).rejects.toThrow(/append-only/);
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 3 });
  });

  it('shows what was changed by somebody who owns the database', async () => {
    const audit = open();
    for (const i of upTo(5)) await audit.note(note(`act-${i}`));
    const { head } = await audit.verify();
    await withoutTriggers(`UPDATE auth.audit_entry SET details = '{}' WHERE number = 3`);
    expect(await audit.verify()).toMatchObject({ isIntact: false, entries: 5, firstBroken: 3, head });
  });

  it('shows what was taken out, and by a kept head what was cut off', async () => {
    const audit = open();
    for (const i of upTo(5)) await audit.note(note(`act-${i}`));
    const { head } = await audit.verify();
    await withoutTriggers('DELETE FROM auth.audit_entry WHERE number = 5');
    expect(await audit.verify()).toMatchObject({ isIntact: true, entries: 4 });
    expect(await audit.verify({ kept: head })).toMatchObject({ isIntact: false, holdsKept: false });
    await withoutTriggers('DELETE FROM auth.audit_entry WHERE number = 2');
    expect(await audit.verify()).toMatchObject({ isIntact: false, firstBroken: 3 });
  });
});

describe('pages of the audit log', () => {
  it('are filtered, newest first, without hole or double', async () => {
    const audit = open();
    for (const i of upTo(9))
      await audit.note({ actor: i % 2 === 0 ? 'even' : 'odd', action: `act-${i % 3}`, subject: `s-${i}` });
    const log = openAuditLog(database);
    const first = await log.page({}, 5, null);
    expect(first.map(({ number }) => number)).toEqual([9, 8, 7, 6, 5]);
    expect((await log.page({}, 5, 5)).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    const some = await log.page({ actor: 'odd', action: 'act-0' }, 5, null);
    expect(some.map(({ number }) => number)).toEqual([9, 3]);
    expect((await log.page({ subject: 's-4' }, 5, null)).map(({ number }) => number)).toEqual([4]);
  });

  it('are read whole for the proof, however many there are', async () => {
    const audit = open();
    await Promise.all(upTo(25).map(() => audit.note(note('a'))));
    const sizes: number[] = [];
    for await (const page of openAuditLog(database).pages(10)) sizes.push(page.length);
    expect(sizes).toEqual([10, 10, 5]);
  });
});
