import type { Database } from '@aqmrg/platform/ports/database.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostKeys } from '../domain/api-key.ts';
import { openInvitations } from '../store/invitations.ts';
import { openUsers } from '../store/users.ts';
import { openPostgres } from '../testing/on-postgres.ts';
import { openOffices, openRights } from '../testing/open-rights.ts';
import { addAccount } from '../testing/people.ts';

let postgres: Awaited<ReturnType<typeof openPostgres>>;
let owner: Database;
let house: Awaited<ReturnType<typeof openOffices>>;
/** The same house, served by another process. */
let other: ReturnType<typeof openRights>;

beforeAll(async () => {
  postgres = await openPostgres();
  owner = await postgres.openOwner();
});
beforeEach(async () => {
  house = await openOffices(await postgres.openProcess(), owner);
  other = openRights({ database: await postgres.openProcess(), eventLog: house.eventLog });
});
afterEach(async () => {
  await house.close();
  await Promise.all([house, other].map(({ database }) => database.close()));
});
afterAll(() => postgres?.close());

const upTo = (length: number) => Array.from({ length }, (_, i) => i + 1);

describe('two processes on one PostgreSQL', () => {
  it('write one audit log, without a hole and whole, though acts between them roll back', async () => {
    const { database, audit } = house;
    const note = (i: number) => ({ actor: 'somebody', action: `act-${i}` });
    const givenUp = (i: number) =>
      database.client
        .$transaction(async (client) => {
          await audit.noteWithin(client, note(i));
          throw new Error('given up');
        })
        .catch(() => undefined);
    const within = (i: number) =>
      other.database.client.$transaction((client) => other.audit.noteWithin(client, note(i)));
    await Promise.all(
      upTo(30).flatMap((i) => [audit.note(note(i)), other.audit.note(note(i)), within(i), givenUp(i)]),
    );
    const rows = await database.client.auditEntry.findMany({
      orderBy: { number: 'asc' },
      select: { number: true },
    });
    expect(rows.map(({ number }) => number)).toEqual(upTo(90));
    expect(await other.audit.verify()).toMatchObject({ isIntact: true, entries: 90 });
  });

  it.each([
    ['a room', () => other.database, /denied/],
    ['the owner of the tables', () => owner, /append-only/],
  ])('let %s change nothing of what was written', async (_, who, why) => {
    await house.audit.note({ actor: 'somebody', action: 'act' });
    const { client } = who();
    await expect(client.auditEntry.updateMany({ data: { actor: 'x' } })).rejects.toThrow(why);
    await expect(client.auditEntry.deleteMany()).rejects.toThrow(why);
    await expect(client.$executeRaw`TRUNCATE auth.audit_entry`).rejects.toThrow(why);
  });

  it('keep one of two owners, and one of two Admins, who let one another go at the same moment', async () => {
    const { by, people, database } = house;
    for (const round of upTo(10)) {
      const owner = await addAccount(database, {
        id: `o-${round}`,
        organisationId: 'accra',
        organisationRole: 'OWNER',
      });
      const admin = await addAccount(database, { id: `a-${round}`, role: 'ADMIN' });
      const outcomes = await Promise.all([
        house.rights.memberships.change({ userId: owner.id, role: 'MEMBER' }, by(people.accraOwner)),
        other.rights.memberships.change({ userId: people.accraOwner.id, role: 'MEMBER' }, by(owner)),
        house.rights.users.setRole(admin.id, 'AUTHENTICATED', by(people.admin)),
        other.rights.users.setRole(people.admin.id, 'AUTHENTICATED', by(admin)),
      ]);
      expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(2);
      const users = openUsers(database);
      expect(await users.otherOwners('accra', 'nobody')).toBe(1);
      expect(await users.otherAdmins('nobody')).toBe(1);
      await users.setMembership('accra-owner', { organisationId: 'accra', organisationRole: 'OWNER' }, 0);
      await users.setMembership(owner.id, null, 0);
      await users.setRole('admin', 'ADMIN', 0);
      await users.setRole(admin.id, 'AUTHENTICATED', 0);
    }
    expect(await house.audit.verify()).toMatchObject({ isIntact: true, entries: 20 });
  });

  it('give a place away once, however many come through either', async () => {
    const { by, people } = house;
    const outcome = await house.rights.invitations.create({}, by(people.accraOwner));
    if (outcome.kind !== 'done') throw new Error('no invitation');
    const [row] = await house.database.client.oneTimeToken.findMany();
    const use = ({ database }: Pick<typeof other, 'database'>, i: number) =>
      database.client.$transaction((client) =>
        openInvitations({ client }).use({
          tokenHash: row?.hash ?? '',
          email: `n${i}@example.org`,
          at: house.clock.now,
        }),
      );
    const places = await Promise.all(upTo(10).flatMap((i) => [use(house, i), use(other, i)]));
    expect(places.filter((place) => place !== undefined)).toHaveLength(1);
  });

  it('end a key that one makes and the other revokes, whichever comes first, and count the same keys', async () => {
    const { by, people, database } = house;
    const by1 = by(people.accraMember);
    const create = (from: Pick<typeof other, 'rights'>) =>
      from.rights.keys.create({ name: 'n', scopes: ['read'] }, by1);
    const first = await create(house);
    if (first.kind !== 'done') throw new Error('no key');
    const { id } = first.value.apiKey;
    await Promise.all([house.rights.keys.revoke(id, by1), other.rights.keys.revoke(id, by1)]);
    expect((await house.said()).map(({ kind }) => kind)).toEqual(['KeyIssued', 'KeyRevoked']);

    const [stored] = await database.client.apiKey.findMany();
    if (stored === undefined) throw new Error('there is no key');
    const earlier = { ...stored, revokedAt: null, createdAt: new Date(house.clock.now - 86_400_000) };
    const nearlyAll = upTo(mostKeys - 3).map((i) => ({ ...earlier, id: `k-${i}` }));
    await database.client.apiKey.createMany({ data: nearlyAll });
    const outcomes = await Promise.all(upTo(5).flatMap(() => [create(house), create(other)]));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(3);
  });

  it('leave no key of no organisation of an Admin whom the other demotes at the same moment', async () => {
    const { by, people, database } = house;
    await openUsers(database).setRole('stray', 'ADMIN', house.clock.now);
    for (let round = 0; round < 10; round += 1) {
      const wish = { name: 'n', scopes: ['ingest'], organisationId: null } as const;
      const [made] = await Promise.all([
        house.rights.keys.create(wish, by(people.admin)),
        other.rights.users.setRole('admin', 'AUTHENTICATED', by({ ...people.stray, role: 'ADMIN' })),
      ]);
      expect(['done', 'refused']).toContain(made.kind);
      expect(await database.client.apiKey.count({ where: { organisationId: null, revokedAt: null } })).toBe(
        0,
      );
      await openUsers(database).setRole('admin', 'ADMIN', house.clock.now);
    }
  });
});
