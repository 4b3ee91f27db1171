import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import DataLoader from 'dataloader';
import type { IncidentStep } from '../../domain/incident/incident.ts';
import type { Viewer } from '../../domain/incident/viewer.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { type IncidentPlace, isAskable } from './conditions.ts';
import type { Incidents } from './incidents.ts';

/** A page of one sensor's. */
export interface OfSensor {
  readonly sensorId: string;
  readonly after: IncidentPlace | null;
  readonly limit: number;
}

/** What one request reads, each thing once and together. */
export interface IncidentLoaders {
  readonly ofSensor: { load(page: OfSensor): Promise<readonly Incident[]> };
  readonly trail: { load(id: string): Promise<readonly IncidentStep[]> };
  /** Null where it is gone, or not for whoever asks. */
  readonly rule: { load(id: string): Promise<Rule | null> };
}

interface Ground {
  readonly incidents: Pick<Incidents, 'ofSensors' | 'trails'>;
  readonly viewer: Viewer;
  readonly ruleFor: (id: string) => Promise<Rule | null>;
}

const pageKey = ({ after, limit }: OfSensor): string => JSON.stringify([after, limit]);

export const createIncidentLoaders = ({ incidents, viewer, ruleFor }: Ground): IncidentLoaders => ({
  ofSensor: new DataLoader<OfSensor, readonly Incident[], string>(
    async (pages) => {
      const found = new Map<string, readonly Incident[]>();
      for (const [key, same] of Map.groupBy(pages, pageKey)) {
        const [{ after, limit }] = same as [OfSensor];
        const ids = same.map(({ sensorId }) => sensorId).filter(isAskable);
        const byId = await incidents.ofSensors(ids, { viewer, after, limit });
        for (const [id, those] of byId) found.set(key + id, those);
      }
      return pages.map((page) => found.get(pageKey(page) + page.sensorId) ?? []);
    },
    { maxBatchSize: 100, cacheKeyFn: (page) => pageKey(page) + page.sensorId },
  ),
  trail: new DataLoader<string, readonly IncidentStep[]>(
    async (ids) => {
      const found = await incidents.trails(ids);
      return ids.map((id) => found.get(id) ?? []);
    },
    { maxBatchSize: 200 },
  ),
  rule: new DataLoader<string, Rule | null>((ids) => Promise.all(ids.map(ruleFor))),
});
