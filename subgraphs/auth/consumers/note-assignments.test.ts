import type { NetworkAssigned } from '@aqmrg/schema/events/sensors.ts';
import { networkAssigned } from '@aqmrg/schema/events/sensors.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditIn, dyingOnce, entriesIn } from '../testing/audited.ts';
import { empty, monday, openGround, openTestLog } from '../testing/open-ground.ts';
import { noteAssignments } from './note-assignments.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
let testLog: Awaited<ReturnType<typeof openTestLog>>;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await empty(ground.database);
  testLog = await openTestLog();
});
afterEach(() => testLog.close());

const assigned = (changes: Partial<NetworkAssigned> = {}): NetworkAssigned => ({
  networkId: 'hill',
  before: null,
  organisation: 'makerere',
  by: 'admin',
  from: '192.0.2.7',
  assignedAt: monday,
  ...changes,
});
const tell = (...values: readonly NetworkAssigned[]) =>
  testLog.eventLog.append(
    networkAssigned,
    values.map((value) => ({ key: value.networkId, value })),
  );
const audit = () => auditIn(ground);
const entries = () => entriesIn(ground);
/** Begins to listen, and resolves when all that was told is through. */
const throughWith = async (by = audit()) => {
  const consumer = noteAssignments({ eventLog: testLog.eventLog, audit: by, retryDelayMs: 1 });
  await expect.poll(() => consumer.lag()).toBe(0);
  return consumer;
};

describe('whose a network is', () => {
  it('stands in the audit log: who gave it to whom, from where and when, in its chain', async () => {
    await tell(assigned(), assigned({ before: 'makerere', organisation: null, from: null, by: 'service:x' }));
    const consumer = await throughWith();
    await tell(assigned({ networkId: 'vale', assignedAt: monday + 1_000 }));
    await expect.poll(async () => (await entries()).length).toBe(3);
    await consumer.stop();
    const noted = (await entries()).map(({ details, ...entry }) => ({ ...entry, ...JSON.parse(details) }));
    const action = 'network-assigned';
    expect(noted).toMatchObject([
      { at: monday, actor: 'admin', address: '192.0.2.7', action, subject: 'hill', organisation: 'makerere' },
      { actor: 'service:x', address: null, action, subject: 'hill', before: 'makerere', organisation: null },
      { at: monday + 1_000, action, subject: 'vale' },
    ]);
    expect(await audit().verify()).toMatchObject({ isIntact: true, entries: 3 });
  });

  it('is written down once where it comes again, and twice where it was said twice', async () => {
    await tell(assigned(), assigned());
    const consumer = await throughWith(dyingOnce(audit()));
    await consumer.stop();
    expect(await entries()).toHaveLength(2);
  });

  it('waits for a database that is away, and is lost by nothing', async () => {
    const real = audit();
    let failures = 7;
    await tell(assigned());
    const consumer = await throughWith({
      ...real,
      noteOnce: (notes) =>
        failures-- > 0 ? Promise.reject(new Error('the database is away')) : real.noteOnce(notes),
    });
    await consumer.stop();
    expect(await entries()).toHaveLength(1);
    expect(await testLog.eventLog.deadLetters(networkAssigned.name, 10)).toEqual([]);
  });
});
