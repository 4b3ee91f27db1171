import { afterAll, beforeAll, describe } from 'vitest';
import { type House, openHouse } from '../support/placements.ts';
import { limited, probeRates } from './rates.probes.ts';

describe('a house of little patience', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('one process', limited);
  });
  afterAll(() => house?.end());

  probeRates(() => house);
});
