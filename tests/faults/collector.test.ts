import { describe, expect, it } from 'vitest';
import { registerSensor } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { openHouse } from '../support/placements.ts';

const federated = 'query ($id: ID!) { sensor(id: $id) { name latest { value } } }';

describe('a collector that is away', () => {
  it('costs no answer, no more than one line a minute, and no time at the end', async () => {
    const house = await openHouse('one process', {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
    });
    await registerSensor(house.client);
    for (let round = 0; round < 100; round += 1) {
      const answer = await house.client.ask(federated, { id: 'roof-1' });
      expect(answer.errors).toBeUndefined();
    }
    await until(
      async () => house.gateway().output(),
      (output) => output.includes('traces cannot be delivered'),
      30_000,
    );
    await house.client.ask(federated, { id: 'roof-1' });
    const began = performance.now();
    expect(await house.gateway().stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(
      house
        .gateway()
        .output()
        .match(/traces cannot be delivered/g),
    ).toHaveLength(1);
    await house.end();
  }, 60_000);
});
