import { describe, expect, it } from 'vitest';
import { tenants } from './callers.ts';
import { expected } from './expected.ts';
import { fieldAt } from './fields.ts';
import type { World } from './world.ts';

export const probeBulkDoor = (world: () => World): void => {
  describe('the bulk door', () => {
    it('takes what reportReadings takes, from the same callers', async () => {
      const report = fieldAt('Mutation.reportReadings');
      const { everybody, house, subjectOf } = world();
      const wrong: string[] = [];
      let day = 0;
      for (const who of everybody.filter(({ credential }) => credential))
        for (const whose of tenants) {
          day += 1;
          const at = Date.UTC(2024, 0, day);
          const { sensor } = await subjectOf(whose);
          const row = { sensorId: sensor, quantity: 'PM25', unit: 'MICROGRAM_PER_CUBIC_METRE', value: 1 };
          const response = await fetch(`${house.url}/v1/readings`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(await who.credential?.()) },
            body: JSON.stringify([{ ...row, periodStart: at, periodEnd: at + 3_600_000 }]),
          });
          const { accepted, refused } = (await response.json()) as {
            accepted?: number;
            refused?: readonly { code: string }[];
          };
          // it is retired by now: whose it is comes first
          const heard = accepted ?? response.status;
          const code = refused?.[0]?.code;
          const kinds = new Set(['sensor' as const]);
          const wanted = expected(report, who, whose, { text: '', kinds, ids: [] });
          const isRight =
            wanted === 'refused'
              ? heard === (who.caller.kind === 'anonymous' ? 401 : 403)
              : wanted === 'hidden'
                ? code === 'NOT_YOURS'
                : heard === 1 || code === 'RETIRED_SENSOR';
          if (!isRight) wrong.push(`${who.name}, of tenant ${whose}: ${heard} ${code} instead of ${wanted}`);
        }
      expect(wrong).toEqual([]);
    });
  });
};
