import { randomUUID } from 'node:crypto';
import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import type { EventLog } from '@aqmrg/platform/ports/event-log.ts';
import { type HealthDataUsed, healthDataUsed } from '@aqmrg/schema/events/correlations.ts';
import { createAsk } from '../actions/ask.ts';
import { createConsider } from '../actions/consider.ts';
import { createHealthSeries } from '../actions/health-series.ts';
import { createQuestionToll } from '../actions/question-toll.ts';
import { readSent } from '../actions/read-sent.ts';
import { createTellUse } from '../actions/tell-use.ts';
import { openHealthQuestions } from '../store/health-questions.ts';
import { openHealthSeries } from '../store/health-series.ts';
import { openLog } from './open-log.ts';
import { monday } from './uploads.ts';

/** Real drivers; a folder that goes with them. */
export const openGround = async () => {
  const log = await openLog();
  const database = await lendDatabase();
  return {
    ...log,
    database,
    /** As it was when it was made. */
    async empty() {
      await database.client
        .$executeRaw`TRUNCATE correlations.health_series, correlations.health_question CASCADE`;
    },
    async close() {
      await database.close();
      await log.close();
    },
  };
};
export type TestGround = Awaited<ReturnType<typeof openGround>>;

/** A member of makerere with an account. */
export const makeCaller = (changes: Partial<Caller> = {}): Caller => ({
  ...anonymous,
  kind: 'user',
  id: 'ada',
  role: 'AUTHENTICATED',
  organisation: 'makerere',
  organisationRole: 'MEMBER',
  ...changes,
});

/** What is done with health data. The log may be another than the ground's: one that is away. */
export const openActions = (
  { database, eventLog: own }: Pick<TestGround, 'database' | 'eventLog'>,
  eventLog: Pick<EventLog, 'append'> = own,
) => {
  const clock = { now: monday };
  const now = () => clock.now;
  const series = openHealthSeries(database);
  const questions = openHealthQuestions(database);
  const tellUse = createTellUse({ eventLog, now });
  const healthSeries = createHealthSeries({
    series,
    read: async (...sent) => readSent(...sent),
    tellUse,
    newId: randomUUID,
    now,
  });
  const toll = createQuestionToll({ cache: openMemoryCache({ now }), log: createLog('silent') });
  return {
    clock,
    series,
    questions,
    healthSeries,
    toll,
    consider: createConsider(healthSeries),
    ask: createAsk({ questions, toll, tellUse, now }),
  };
};

/** What was told of one series, oldest first. */
export const usesOf = async (
  { eventLog }: Pick<TestGround, 'eventLog'>,
  id: string,
): Promise<HealthDataUsed[]> =>
  (await eventLog.readFrom(healthDataUsed, {}, 10_000))
    .map(({ value }) => value)
    .filter(({ healthSeriesId }) => healthSeriesId === id);
