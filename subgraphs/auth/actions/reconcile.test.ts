import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { AccessFact } from '@aqmrg/schema/events/access.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApiKeys } from '../store/api-keys.ts';
import { factsIn, monday, openTestLog } from '../testing/open-ground.ts';
import { openOffices, openRights } from '../testing/open-rights.ts';
import { createFacts } from './facts.ts';
import { reconcileKeys } from './reconcile.ts';

const log = createLog('silent');
let database: Database;
let house: Awaited<ReturnType<typeof openOffices>>;
beforeAll(async () => {
  database = await lendDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  house = await openOffices(database);
});
afterEach(() => house.close());

const reconcile = (over: Partial<Parameters<typeof reconcileKeys>[0]> = {}) =>
  reconcileKeys({ ...house, log, ...over });
const make = async (): Promise<string> => {
  const outcome = await house.rights.keys.create(
    { name: 'Roof', scopes: ['ingest'] },
    house.by(house.people.accraMember),
  );
  if (outcome.kind !== 'done') throw new Error('no key');
  return outcome.value.apiKey.id;
};
/** What those who judge keys believe of each: the newest word. */
const believed = async (eventLog = house.eventLog): Promise<Record<string, AccessFact['kind']>> =>
  Object.fromEntries(
    (await factsIn(eventLog)).flatMap((fact) => ('keyId' in fact ? [[fact.keyId, fact.kind]] : [])),
  );
const held = async (): Promise<Record<string, boolean>> =>
  Object.fromEntries(
    (await openApiKeys(house.database).list(undefined)).map(({ id, revokedAt }) => [id, revokedAt === null]),
  );

describe('keys after a crash', () => {
  it('stay as they are where log and database agree, and nothing is said or noted', async () => {
    const kept = await make();
    const revoked = await make();
    await house.rights.keys.revoke(revoked, house.by(house.people.accraMember));
    const [said, audited] = [await house.said(), await house.audited()];
    await reconcile();
    expect(await house.said()).toEqual(said);
    expect(await house.audited()).toEqual(audited);
    expect(await held()).toEqual({ [kept]: true, [revoked]: false });
  });

  it('that the database has lost are revoked, once', async () => {
    const lost = await make();
    await house.database.client.apiKey.deleteMany();
    await reconcile();
    expect(await believed()).toEqual({ [lost]: 'KeyRevoked' });
    expect((await house.audited()).at(-1)).toBe(`service:auth key-revoked ${lost}`);
    const said = (await house.said()).length;
    await reconcile();
    expect(await house.said()).toHaveLength(said);
  });

  it('that the log calls revoked are revoked in the database', async () => {
    const half = await make();
    await createFacts(house.eventLog).say([{ kind: 'KeyRevoked', keyId: half, revokedAt: monday }]);
    expect(await held()).toEqual({ [half]: true });
    await reconcile();
    expect(await held()).toEqual({ [half]: false });
    expect(await believed()).toEqual({ [half]: 'KeyRevoked' });
    expect((await house.audited()).at(-1)).toBe(`service:auth key-revoked ${half}`);
  });

  it('that the database calls revoked and the log does not are revoked there', async () => {
    const id = await make();
    await openApiKeys(house.database).revoke([id], monday);
    await reconcile();
    expect(await believed()).toEqual({ [id]: 'KeyRevoked' });
  });

  it('that the log has lost are issued there again; those that are over are not', async () => {
    const [kept, revoked, expired] = [await make(), await make(), await make()];
    await house.rights.keys.revoke(revoked, house.by(house.people.accraMember));
    await house.database.client.apiKey.update({
      where: { id: expired },
      data: { expiresAt: new Date(monday) },
    });
    const before = (await house.said()).find((fact) => 'keyId' in fact && fact.keyId === kept);
    const fresh = await openTestLog();
    const { facts } = openRights({ database: house.database, eventLog: fresh.eventLog });
    await reconcile({ eventLog: fresh.eventLog, facts });
    expect(await factsIn(fresh.eventLog)).toEqual([before]);
    await fresh.close();
  });

  it('are all looked at, however many pages they take', async () => {
    const id = await make();
    const [row] = await house.database.client.apiKey.findMany();
    if (row === undefined) throw new Error('there is no key');
    const name = (i: number) => `k-${String(i).padStart(4, '0')}`;
    const issued = (keyId: string): AccessFact => ({
      kind: 'KeyIssued',
      keyId,
      secretSha256: 'h',
      organisation: 'accra',
      networks: null,
      scopes: ['ingest'],
      issuedAt: monday,
      expiresAt: null,
    });
    // 0–999 in both, 1,000–1,999 in the log alone, 2,000–3,499 in the database alone
    const names = Array.from({ length: 3_500 }, (_, i) => name(i));
    await createFacts(house.eventLog).say(names.slice(0, 2_000).map(issued));
    const stored = [...names.slice(0, 1_000), ...names.slice(2_000)];
    await house.database.client.apiKey.createMany({ data: stored.map((one) => ({ ...row, id: one })) });
    await reconcile();
    const words = await believed();
    const those = (kind: AccessFact['kind']) => Object.keys(words).filter((one) => words[one] === kind);
    expect(those('KeyRevoked').toSorted()).toEqual(names.slice(1_000, 2_000));
    expect(those('KeyIssued').toSorted()).toEqual([...stored, id].toSorted());
    expect(await house.audit.verify()).toMatchObject({ isIntact: true, entries: 1_001 });
  });
});
