import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/client.ts';
import type { Person } from '../support/people.ts';
import { type House, openHouse } from '../support/placements.ts';
import { makeTown, townCsv } from '../support/town.ts';

const start = /* GraphQL */ `
  mutation Begin($input: AssociationInput!) {
    startAssociation(input: $input) {
      ... on AssociationStarted { run { id status } }
      ... on AnalysisProblems { problems { field reason } }
    }
  }
`;
const follow = '{ associationRuns { id status done total association { days estimate { rateRatio } } } }';
const cancel =
  'mutation($id: ID!) { cancelAssociation(input: { id: $id }) { ... on AssociationCancelled { run { status } } } }';

/** Whatever takes seconds to study. */
const town = makeTown(9_000, '2000-01-01');

describe('a study whose process is killed', () => {
  let house: House;
  let member: Person;
  let input: object;
  beforeAll(async () => {
    house = await openHouse('gateway apart');
    member = await house.member('health');
    const query = 'name=T&timeZone=Africa/Kampala&outcome=deaths&temperature=temperature&exposure=pm25';
    const response = await fetch(`${house.url}/v1/health-series?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${member.token}` },
      body: townCsv(town),
    });
    const { id } = (await response.json()) as { id: string };
    input = { healthSeriesId: id, exposures: [{ column: 'pm25' }] };
  });
  afterAll(() => house?.end());

  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${member.token}` },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
    return (await response.json()) as any;
  };
  const runs = async () => (await ask(follow)).data?.associationRuns ?? [];
  const begun = (): Promise<unknown> =>
    until(runs, ([run]) => run?.status === 'RUNNING' && run.done >= 2 && run.done < run.total, 30_000);

  it('is begun anew when the process is back, and found once', { timeout: 120_000 }, async () => {
    const { data } = await ask(start, { input });
    await begun();
    await house.rooms().kill();
    await house.restartRooms();
    const [run, ...others] = await until(runs, ([one]) => one?.status === 'DONE', 60_000);
    expect(run.id).toBe(data.startAssociation.run.id);
    expect(run.association.days).toBeGreaterThan(8_900);
    expect(others).toEqual([]);
    const again = await ask(start, { input });
    expect(again.data.startAssociation.run).toEqual({ id: run.id, status: 'DONE' });
  });

  it('ends in its middle when it is cancelled', { timeout: 60_000 }, async () => {
    const { data } = await ask(start, { input: { ...input, increment: 5 } });
    const { id } = data.startAssociation.run;
    await begun();
    expect((await ask(cancel, { id })).data.cancelAssociation.run.status).toBe('CANCELLED');
    // the thread is free for the next at once
    await ask(start, { input: { ...input, increment: 6 } });
    await until(runs, ([one]) => one.status === 'RUNNING', 5_000);
    expect((await runs()).find((one: { id: string }) => one.id === id).status).toBe('CANCELLED');
  });
});
