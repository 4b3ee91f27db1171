import { randomUUID } from 'node:crypto';
import type { Exposure } from '../domain/exposure/exposure.ts';
import type { Asked, AssociationRun } from '../domain/run.ts';
import type { AssociationRuns, NewRun } from '../store/association-runs.ts';

export const asked: Asked = {
  outcome: 'Deaths',
  outcomeHash: 'deaths',
  exposures: [],
  model: {
    ...{ id: 'time-series', version: 1, title: 'T', description: 'D', isDefault: true },
    ...{ definition: '{}', sha256: 'a' },
  },
};

/** Of one monitor, or uploaded. */
export const makeExposure = (sensorId?: string): Exposure => ({
  ...{ label: 'PM2.5', quantity: null, metric: null, unit: 'µg/m³', method: 'M', days: 800 },
  ...{ monitorsChanged: false, median: 20, p05: 10, p95: 40 },
  monitors: sensorId === undefined ? null : [{ sensorId, days: 800, isLowCost: true }],
});

export const makeRun = (run: Partial<NewRun> & Pick<NewRun, 'healthSeriesId'>): NewRun => ({
  organisationId: 'org-a',
  contentHash: randomUUID(),
  requestedById: 'ada',
  requestedAt: Date.parse('2026-11-01T00:00:00Z'),
  asked,
  total: 18,
  question: new Uint8Array([1, 2, 3]),
  ...run,
});

/** Queues one, however many there are. */
export const queueRun = async (
  runs: Pick<AssociationRuns, 'queue'>,
  run: Parameters<typeof makeRun>[0],
): Promise<AssociationRun> => (await runs.queue(makeRun(run), Number.POSITIVE_INFINITY)) as AssociationRun;
