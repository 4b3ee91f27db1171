import { lendDatabase } from '@aqmrg/platform/drivers/testing/lent-database.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { PrismaClient } from '@aqmrg/prisma/client/client.ts';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect, it } from 'vitest';
import { isAway } from './away.ts';

const failureOf = (query: Promise<unknown>): Promise<unknown> =>
  query.then(
    () => undefined,
    (error: unknown) => error,
  );

it('tells a database that cannot be reached from a statement that it refuses', async () => {
  // port 1 of this machine: nothing listens there
  const unreachable = new PrismaClient({
    adapter: new PrismaPg({ connectionString: 'postgres://nobody:none@127.0.0.1:1/none' }),
  });
  expect(isAway(await failureOf(unreachable.$queryRaw`SELECT 1`))).toBe(true);
  expect(isAway(new AirError('SUBGRAPH_UNAVAILABLE', 'The database cannot be reached.'))).toBe(true);
  expect(isAway(new AirError('DEADLINE_EXCEEDED', 'The database took too long.'))).toBe(true);
  expect(isAway(new AirError('BAD_INPUT', 'It has no name.'))).toBe(false);

  const database = await lendDatabase();
  expect(isAway(await failureOf(database.client.$queryRaw`SELECT 1 / 0`))).toBe(false);
  expect(isAway(await failureOf(database.client.$queryRaw`SELECT nothing FROM nowhere`))).toBe(false);
  await database.close();
  expect(isAway(new TypeError('a mistake of ours'))).toBe(false);
});
