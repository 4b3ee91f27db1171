import type { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import type { ReportBatch } from './replay/contract.ts';
import { reportThrough } from './report-readings.ts';

const batch: ReportBatch = {
  delivery: 'BACKFILL',
  readings: [
    {
      sensorId: 'a',
      quantity: 'PM25',
      periodStart: 0,
      periodEnd: 3_600_000,
      value: 12.5,
      unit: 'MICROGRAM_PER_CUBIC_METRE',
      source: 'AirNow',
      replay: { originalPeriodStart: -7_200_000, originalPeriodEnd: -3_600_000 },
    },
  ],
};

const answering = (result: ExecutionResult) => reportThrough(async () => result);
const payload = (reportReadings: object) => ({ data: { reportReadings } });

it('sends instants as ISO 8601 and hands back what was refused', async () => {
  const refused = [{ index: 0, field: 'sensorId', code: 'UNKNOWN_SENSOR', message: 'Who?' }];
  const sent: unknown[] = [];
  const report = reportThrough(async (_document, variables) => {
    sent.push(variables);
    return payload({ __typename: 'ReportedReadings', refused });
  });
  expect(await report(batch)).toEqual(refused);
  expect(sent).toMatchObject([
    {
      input: {
        delivery: 'BACKFILL',
        readings: [
          {
            periodStart: '1970-01-01T00:00:00.000Z',
            periodEnd: '1970-01-01T01:00:00.000Z',
            replay: { originalPeriodStart: '1969-12-31T22:00:00.000Z' },
          },
        ],
      },
    },
  ]);
});

it('rejects with what the room said, so that the sender can wait as long as it names', async () => {
  const overloaded = answering(
    payload({ __typename: 'ReportingOverloaded', retryAfterSeconds: 7, message: 'Full' }),
  );
  await expect(overloaded(batch)).rejects.toMatchObject({
    code: 'OVERLOADED',
    retryAfterSeconds: 7,
  } satisfies Partial<AirError>);
  const tooMany = answering(payload({ __typename: 'TooManyReadings', message: 'Too many' }));
  await expect(tooMany(batch)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  const failed = answering({
    errors: [new GraphQLError('No disk', { extensions: { code: 'STORAGE_FULL' } })],
  });
  await expect(failed(batch)).rejects.toMatchObject({ code: 'STORAGE_FULL', message: 'No disk' });
  await expect(answering({ errors: [new GraphQLError('?')] })(batch)).rejects.toMatchObject({
    code: 'INTERNAL',
  });
});
