import { makeMinute, report } from '../../support/builders.ts';
import { until } from '../../support/client.ts';
import type { Key } from '../../support/people.ts';
import { type House, openHouse } from '../../support/placements.ts';
import { callEverybody, type Tenant, type Who } from './callers.ts';
import { furnishHealth } from './health.ts';
import { nobodys, type Subject } from './subjects.ts';

export interface World {
  readonly house: House;
  readonly everybody: readonly Who[];
  /** The things of a tenant; whatever can be used once is new each time. */
  readonly subjectOf: (tenant: Tenant) => Promise<Subject>;
  /** Texts that are nobody's business but the tenant's, and those that are for its owners alone. */
  readonly secretsOf: (tenant: Tenant) => readonly string[];
  readonly ownersSecretsOf: (tenant: Tenant) => readonly string[];
  /** The sessions of people, which are nobody else's business at all. */
  readonly sessionsOf: ReadonlyMap<string, readonly string[]>;
  /** What a tenant keeps of health, as its members and everybody see it. */
  readonly healthOf: (tenant: Tenant) => Promise<unknown>;
  /** Says that something of what a tenant keeps of health may be gone. */
  readonly lookAfterHealth: (tenant: Tenant) => void;
  /** Ask as the Admin, for what has to be. */
  readonly make: (document: string) => Promise<Record<string, unknown>>;
}

const quoted = JSON.stringify;
const place = 'location: { latitude: 0.33, longitude: 32.57 }, timeZone: "Africa/Kampala", country: "UG"';
/** Everything that can be said of one, so that no field of it is empty. */
const sensor = `kind: LOW_COST, maker: "M", model: "M", externalIds: [{ system: "airqo", id: "1" }], quantities: [PM25], variant: ATM, reportingInterval: "PT1H", tags: ["school"], license: "CC0-1.0", attribution: "A", deployedFrom: "2020-01-01T00:00:00Z", ${place}`;

export const openWorld = async (): Promise<World> => {
  // each document asks for everything that there is
  const house = await openHouse('gateway apart', { MAX_QUERY_COST: '1000000000' });
  try {
    return await furnish(house);
  } catch (error) {
    await house.end();
    throw error;
  }
};

const furnish = async (house: House): Promise<World> => {
  const first = await house.first();

  const ask = async (document: string, token: string) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
    if (!data || errors) throw new Error(`${document}: ${JSON.stringify(errors)}`);
    return data;
  };
  const make = (document: string) => ask(document, first.token);
  const keyOf = async (token: string, input: string): Promise<Key> => {
    const { createApiKey } = (await ask(
      `mutation { createApiKey(input: ${input}) { __typename ... on ApiKeyCreated { key apiKey { id } } } }`,
      token,
    )) as { createApiKey: { key: string; apiKey: { id: string } } };
    return { id: createApiKey.apiKey.id, key: createApiKey.key };
  };

  const settle = async (tenant: Tenant) => {
    const organisation = `org-${tenant}`;
    const [member, witness, owner, spare] = [
      await house.member(organisation),
      await house.member(organisation),
      await house.member(organisation, 'OWNER'),
      await house.member(organisation),
    ];
    await make(`mutation {
      registerNetwork(input: { id: "net-${tenant}", name: "N", maker: "M", organisationId: ${quoted(organisation)} }) { __typename }
      registerSite(input: { id: "site-${tenant}", name: "S", city: "C", ${place} }) { __typename }
      registerSensor(input: { id: "sensor-${tenant}", name: "S", networkId: "net-${tenant}", siteId: "site-${tenant}", ${sensor} }) { __typename }
    }`);
    await report(house.client, [makeMinute(0, { sensorId: `sensor-${tenant}` })]);
    const key = (scope: string) => keyOf(member.token, `{ name: "${scope}", scopes: [${scope}] }`);
    const keys = { ingest: await key('INGEST'), read: await key('READ'), export: await key('EXPORT') };
    return { organisation, member, witness, owner, spare, keys, idle: await key('READ') };
  };
  const settled = { a: await settle('a'), b: await settle('b') };
  /** Made a key of the one, and belongs to the other now. */
  const mover = await house.member('org-a');
  await keyOf(mover.token, '{ name: "left behind", scopes: [READ] }');
  await make(
    `mutation { setMembership(input: { userId: ${quoted(mover.id)}, organisationId: "org-b" }) { __typename } }`,
  );

  const { everybody, suspended } = await callEverybody({ house, settled, make, keyOf });
  // so that there is an answer to whatever is asked of a sensor or a site
  await until(
    () => make('{ sensors { nodes { lastSeenAt latest { value } } } }'),
    (data) => !/null|\[\]/.test(quoted(data)),
  );

  const sessionsOf = new Map<string, readonly string[]>();
  for (const { name, person } of everybody) {
    if (person === undefined) continue;
    const { me } = (await ask('{ me { sessions { id } } }', person.token)) as {
      me: { sessions: readonly { id: string }[] };
    };
    sessionsOf.set(
      name,
      me.sessions.map(({ id }) => id),
    );
  }

  const health = { a: furnishHealth('a', ask, settled.a), b: furnishHealth('b', ask, settled.b) };
  const invitations: Record<Tenant, string[]> = { a: [], b: [] };
  const invite = async (organisation: string): Promise<string> => {
    const { createInvitation } = (await make(
      `mutation { createInvitation(input: { organisationId: ${quoted(organisation)} }) { ... on InvitationCreated { invitation { id } } } }`,
    )) as { createInvitation: { invitation: { id: string } } };
    return createInvitation.invitation.id;
  };
  const isWaiting = async (organisation: string, id: string): Promise<boolean> => {
    const found = (await make(`{ organisation(id: ${quoted(organisation)}) { invitations { id } } }`)) as {
      organisation: { invitations: readonly { id: string }[] };
    };
    return found.organisation.invitations.some((one) => one.id === id);
  };
  return {
    house,
    everybody,
    make,
    sessionsOf,
    healthOf: (tenant) => health[tenant].shown(),
    lookAfterHealth: (tenant) => health[tenant].look(),
    async subjectOf(tenant) {
      const { organisation, spare, idle } = settled[tenant];
      let invitation = invitations[tenant].at(-1);
      if (invitation === undefined || !(await isWaiting(organisation, invitation))) {
        invitation = await invite(organisation);
        invitations[tenant].push(invitation);
      }
      return {
        ...nobodys(),
        ...{ organisation, network: `net-${tenant}`, sensor: `sensor-${tenant}`, site: `site-${tenant}` },
        ...{ account: spare.id, key: idle.id, invitation },
        ...(await health[tenant].things()),
      };
    },
    ownersSecretsOf: (tenant) => invitations[tenant],
    secretsOf(tenant) {
      const { member, owner, spare, keys, idle } = settled[tenant];
      // whoever moved is in b now
      const people = [member, owner, spare, tenant === 'a' ? suspended : mover];
      const ids = [...Object.values(keys), idle].map(({ id }) => id);
      return [
        ...people.flatMap(({ id, email }) => [id, email]),
        ...ids,
        ...invitations[tenant],
        ...health[tenant].secrets(),
      ];
    },
  };
};
