import { randomUUID } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';

/** A series of which nobody reads the values: for what hangs on one. */
export const addHealthSeries = async ({ client }: Database, organisationId = 'org-a'): Promise<string> => {
  const { id } = await client.healthSeries.create({
    data: {
      id: randomUUID(),
      organisationId,
      name: 'Deaths',
      timeZone: 'Africa/Kampala',
      firstDay: new Date('2020-01-01'),
      days: 1_000,
      columns: [],
      content: new Uint8Array(),
      contentHash: randomUUID(),
      uploadedById: 'ada',
      uploadedAt: new Date('2026-01-01'),
    },
  });
  return id;
};
