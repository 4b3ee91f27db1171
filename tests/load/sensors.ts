import { registerSensor } from '../support/builders.ts';
import type { GraphClient } from '../support/client.ts';

/** Registers sensors `bench-0` … through the graph, a few at a time. */
export const registerMany = async (client: GraphClient, count: number): Promise<readonly string[]> => {
  const ids = Array.from({ length: count }, (_, i) => `bench-${i}`);
  const [first, ...others] = ids;
  if (first) await registerSensor(client, { id: first, name: first, reportingInterval: 'PT1M' });
  const waiting = [...others];
  const work = async (): Promise<void> => {
    for (let id = waiting.pop(); id; id = waiting.pop())
      await registerSensor(client, { id, name: id, reportingInterval: 'PT1M' });
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return ids;
};
