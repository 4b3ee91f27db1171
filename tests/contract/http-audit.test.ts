import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/placements.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('one process', { LOG_LEVEL: 'debug' });
});
afterAll(() => house?.end());

const audits = serverAudits({ url: () => `${house.url}/graphql` });

// the second time the gateway knows every document that it could answer
describe.each(['unknown documents', 'known documents'])('GraphQL over HTTP, of %s', (kind) => {
  it('is audited in 61 points', () => {
    expect(audits.length).toBe(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    },
  );

  it('went the way that it should', async () => {
    const answer = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: kind === 'known documents' ? '{ __typename }' : '{ new: __typename }' }),
    });
    const id = answer.headers.get('x-request-id') as string;
    const way = kind === 'known documents' ? 'hot' : 'apollo';
    const lines = () => house.gateway().output().split('\n');
    await expect
      .poll(() => lines().some((line) => line.includes(id) && line.includes(`"path":"${way}"`)))
      .toBe(true);
  });
});
