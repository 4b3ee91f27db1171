import { afterAll, beforeAll, describe } from 'vitest';
import { registerSensor } from '../support/builders.ts';
import { type House, openHouse } from '../support/placements.ts';
import { type Attacker, createAttacker, production } from './attacker.ts';
import { probeConnections } from './connections.probes.ts';
import { probeDocuments } from './documents.probes.ts';
import { probeHttp } from './http.probes.ts';

describe('a house in production', () => {
  let house: House;
  let attacker: Attacker;
  beforeAll(async () => {
    house = await openHouse('one process', production);
    await registerSensor(house.client);
    attacker = createAttacker(house);
  });
  afterAll(() => house?.end());

  probeDocuments(() => attacker);
  probeHttp(() => attacker);
  probeConnections(() => attacker);
});
