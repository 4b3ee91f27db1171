import { onThisMachine } from '../../support/alerting.ts';
import { makeMinute, report } from '../../support/builders.ts';
import { until } from '../../support/client.ts';
import { type Hook, openHook } from '../../support/hook.ts';
import type { Key } from '../../support/people.ts';
import { type House, openHouse } from '../../support/placements.ts';
import { furnishAlerts, shownBy, watchedBy } from './alerts.ts';
import { callEverybody, type Tenant, type Who } from './callers.ts';
import { furnishExports } from './exports.ts';
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
  /** Texts that are for its members alone, so that Admins have no part in them, and those that are shown to nobody again. */
  readonly membersSecretsOf: (tenant: Tenant) => readonly string[];
  readonly sealed: () => readonly string[];
  /** The sessions of people, which are nobody else's business at all. */
  readonly sessionsOf: ReadonlyMap<string, readonly string[]>;
  /** What a tenant keeps of health, as its members and everybody see it. */
  readonly healthOf: (tenant: Tenant) => Promise<unknown>;
  /** What a tenant keeps of alerts, as its members see it. */
  readonly alertsOf: (tenant: Tenant) => Promise<unknown>;
  /** What a tenant has exported, as its members see it. */
  readonly exportsOf: (tenant: Tenant) => Promise<unknown>;
  /** An alert of a tenant that everybody sees. */
  readonly publishedAlertOf: (tenant: Tenant) => Promise<string>;
  /** Has a member of a tenant snooze an alert, so that whoever may hears of it. */
  readonly snooze: (tenant: Tenant, alert: string) => Promise<void>;
  /** Says that something of what a tenant keeps in a room may be gone. */
  readonly lookAfter: (room: string, tenant: Tenant) => void;
  /** Ask as the Admin, for what has to be. */
  readonly make: (document: string) => Promise<Record<string, unknown>>;
  readonly end: () => Promise<void>;
}

const quoted = JSON.stringify;
const place = 'location: { latitude: 0.33, longitude: 32.57 }, timeZone: "Africa/Kampala", country: "UG"';
/** Everything that can be said of one, so that no field of it is empty. */
const sensor = `kind: LOW_COST, maker: "M", model: "M", externalIds: [{ system: "airqo", id: "1" }], quantities: [PM25], variant: ATM, reportingInterval: "PT1H", tags: ["school"], license: "CC0-1.0", attribution: "A", deployedFrom: "2020-01-01T00:00:00Z", ${place}`;

export const openWorld = async (): Promise<World> => {
  // it takes tests, and refuses whatever else there is for good
  const hook = await openHook((response, _nth, { isTest }) => response.writeHead(isTest ? 204 : 410).end());
  // each document asks for everything that there is
  const house = await openHouse('gateway apart', {
    MAX_QUERY_COST: '1000000000',
    ...onThisMachine,
  });
  const end = async (): Promise<void> => {
    await house.end();
    await hook.close();
  };
  try {
    return { ...(await furnish(house, hook)), end };
  } catch (error) {
    await end();
    throw error;
  }
};

const furnish = async (house: House, hook: Hook): Promise<Omit<World, 'end'>> => {
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
      air: registerNetwork(input: { id: "air-${tenant}", name: "N" }) { __typename }
      watched: registerSensor(input: { id: "${watchedBy(tenant)}", name: "S", networkId: "air-${tenant}", ${sensor} }) { __typename }
      shown: registerSensor(input: { id: "${shownBy(tenant)}", name: "S", networkId: "air-${tenant}", ${sensor} }) { __typename }
    }`);
    const sensors = [`sensor-${tenant}`, watchedBy(tenant), shownBy(tenant)];
    await report(
      house.client,
      sensors.map((sensorId) => makeMinute(0, { sensorId })),
    );
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
  const exported = { a: furnishExports('a', ask, settled.a), b: furnishExports('b', ask, settled.b) };
  const ground = {
    ask,
    ...{ report: (rows: Parameters<typeof report>[1]) => report(house.client, rows), hook: hook.url },
    admin: first.token,
  };
  const alerts = {
    a: furnishAlerts('a', ground, settled.a),
    b: furnishAlerts('b', ground, settled.b),
  };
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
    alertsOf: (tenant) => alerts[tenant].shown(),
    exportsOf: (tenant) => exported[tenant].shown(),
    publishedAlertOf: (tenant) => alerts[tenant].published(),
    snooze: (tenant, alert) => alerts[tenant].snooze(alert),
    lookAfter(room, tenant) {
      if (room === 'correlations') health[tenant].look();
      if (room === 'alerts') alerts[tenant].look();
      if (room === 'exports') exported[tenant].look();
    },
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
        ...(await alerts[tenant].things()),
        ...(await exported[tenant].things()),
      };
    },
    membersSecretsOf: (tenant) => alerts[tenant].membersSecrets(),
    sealed: () => [...alerts.a.sealed(), ...alerts.b.sealed()],
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
        ...alerts[tenant].secrets(),
        ...exported[tenant].secrets(),
      ];
    },
  };
};
