import { type HealthDataUsed, healthDataUsed } from '@aqmrg/schema/events/correlations.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditIn, dyingOnce, entriesIn } from '../testing/audited.ts';
import { empty, monday, openGround, openTestLog } from '../testing/open-ground.ts';
import { noteHealthData } from './note-health-data.ts';

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

const used = (changes: Partial<HealthDataUsed> = {}): HealthDataUsed => ({
  healthSeriesId: 'deaths',
  organisation: 'makerere',
  action: 'UPLOADED',
  by: 'ada',
  from: '192.0.2.7',
  details: {},
  usedAt: monday,
  ...changes,
});
const tell = (...values: readonly HealthDataUsed[]) =>
  testLog.eventLog.append(
    healthDataUsed,
    values.map((value) => ({ key: value.healthSeriesId, value })),
  );
const audit = () => auditIn(ground);
const entries = () => entriesIn(ground);

describe('what is done with health data', () => {
  it('stands in the audit log: who did what with whose, about what, from where and when', async () => {
    const details = { outcome: 1, from: '2021-01-01', to: '2023-12-31', organisation: 'another' };
    await tell(used(), used({ action: 'ASKED', by: 'ben', from: null, usedAt: monday + 1_000, details }));
    const consumer = noteHealthData({ eventLog: testLog.eventLog, audit: audit() });
    await expect.poll(async () => (await entries()).length).toBe(2);
    await consumer.stop();
    const noted = (await entries()).map(({ details, ...entry }) => ({ ...entry, told: JSON.parse(details) }));
    const organisation = 'makerere';
    expect(noted).toMatchObject([
      {
        ...{ at: monday, actor: 'ada', address: '192.0.2.7', action: 'health-data-uploaded' },
        ...{ subject: 'deaths', told: { organisation } },
      },
      {
        ...{ at: monday + 1_000, actor: 'ben', address: null, action: 'health-data-asked' },
        ...{ subject: 'deaths', told: { ...details, organisation } },
      },
    ]);
    expect(await audit().verify()).toMatchObject({ isIntact: true, entries: 2 });
  });

  it('is written down once where it comes again, and twice where it was done twice', async () => {
    await tell(used({ action: 'ASKED' }), used({ action: 'ASKED' }));
    const consumer = noteHealthData({
      eventLog: testLog.eventLog,
      retryDelayMs: 1,
      audit: dyingOnce(audit()),
    });
    await expect.poll(() => consumer.lag()).toBe(0);
    await consumer.stop();
    expect(await entries()).toHaveLength(2);
  });
});
