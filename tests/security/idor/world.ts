import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import type { Credential } from '../../support/client.ts';
import type { Key, Person } from '../../support/people.ts';
import { type House, openHouse } from '../../support/placements.ts';
import { nobodys, type Subject } from './subjects.ts';

/** The two tenants of the house. */
export const tenants = ['a', 'b'] as const;
export type Tenant = (typeof tenants)[number];

/** Who asks: what the edges see of them, and what the rooms are told. */
export interface Who {
  readonly name: string;
  /** Whose they are; null: nobody's, and everything is foreign, or nothing. */
  readonly tenant: Tenant | null;
  readonly caller: Caller;
  /** For the gateway; absent: no client can be one. */
  readonly credential?: Credential;
  readonly person?: Person;
  /** Of a session that may be ended. */
  readonly spare?: Credential;
}

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
  /** Ask as the Admin, for what has to be. */
  readonly make: (document: string) => Promise<Record<string, unknown>>;
}

const bearer =
  (token: string): Credential =>
  async () => ({ authorization: `Bearer ${token}` });

const quoted = JSON.stringify;

export const openWorld = async (): Promise<World> => {
  // each document asks for everything that there is
  const house = await openHouse('gateway apart', { MAX_QUERY_COST: '1000000000' });
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
    const [member, owner, spare] = [
      await house.member(organisation),
      await house.member(organisation, 'OWNER'),
      await house.member(organisation),
    ];
    await make(`mutation {
      registerNetwork(input: { id: "net-${tenant}", name: "N", organisationId: ${quoted(organisation)} }) { __typename }
      registerSite(input: { id: "site-${tenant}", name: "S" }) { __typename }
      registerSensor(input: { id: "sensor-${tenant}", name: "S", networkId: "net-${tenant}", siteId: "site-${tenant}", quantities: [PM25] }) { __typename }
    }`);
    const ingest = await keyOf(member.token, '{ name: "ingest", scopes: [INGEST] }');
    const read = await keyOf(member.token, '{ name: "read", scopes: [READ, EXPORT] }');
    const idle = await keyOf(member.token, '{ name: "idle", scopes: [READ] }');
    return { organisation, member, owner, spare, ingest, read, idle };
  };
  const settled = { a: await settle('a'), b: await settle('b') };
  /** Made a key of the one, and belongs to the other now. */
  const mover = await house.member('org-a');
  await keyOf(mover.token, '{ name: "left behind", scopes: [READ] }');
  await make(
    `mutation { setMembership(input: { userId: ${quoted(mover.id)}, organisationId: "org-b" }) { __typename } }`,
  );

  const signedIn = async ({ email, password }: Pick<Person, 'email' | 'password'>): Promise<string> => {
    const { signIn } = (await make(
      `mutation { signIn(input: { email: ${quoted(email)}, password: ${quoted(password)} }) { ... on SignedIn { accessToken } } }`,
    )) as { signIn: { accessToken: string } };
    return signIn.accessToken;
  };
  /** Not the one who sets up what is tested: their sessions end as well. */
  const another = await house.member('org-a');
  await make(`mutation {
    setRole(input: { userId: ${quoted(another.id)}, role: ADMIN }) { __typename }
    setMembership(input: { userId: ${quoted(another.id)} }) { __typename }
  }`);
  const admin = { ...another, token: await signedIn(another) };

  const people: Who[] = [];
  for (const tenant of tenants) {
    const { organisation, member, owner, ingest, read } = settled[tenant];
    const person = async (name: string, one: Person, organisationRole: 'MEMBER' | 'OWNER'): Promise<Who> => ({
      name: `${name} of ${tenant}`,
      tenant,
      person: one,
      credential: bearer(one.token),
      spare: bearer(await signedIn(one)),
      caller: {
        ...anonymous,
        kind: 'user',
        id: one.id,
        role: 'AUTHENTICATED',
        organisation,
        organisationRole,
      },
    });
    const key = (name: string, one: Key, scopes: readonly string[]): Who => ({
      name: `${name} of ${tenant}`,
      tenant,
      credential: bearer(one.key),
      caller: { ...anonymous, kind: 'key', id: one.id, role: 'AUTHENTICATED', organisation, scopes },
    });
    people.push(await person('a member', member, 'MEMBER'), await person('an owner', owner, 'OWNER'));
    people.push(key('a key (ingest)', ingest, ['ingest']));
    if (tenant === 'a') people.push(key('a key (read, export)', read, ['read', 'export']));
  }
  const everybody: Who[] = [
    { name: 'a stranger', tenant: null, caller: anonymous, credential: async () => ({}) },
    ...people,
    {
      name: 'an Admin',
      tenant: null,
      person: admin,
      credential: bearer(admin.token),
      spare: bearer(await signedIn(admin)),
      caller: { ...anonymous, kind: 'user', id: admin.id, role: 'ADMIN' },
    },
    { name: 'a service', tenant: null, caller: service('a-test') },
  ];

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
      };
    },
    ownersSecretsOf: (tenant) => invitations[tenant],
    secretsOf(tenant) {
      const { member, owner, spare, ingest, read, idle } = settled[tenant];
      const persons = [member, owner, spare].flatMap(({ id, email }) => [id, email]);
      const moved = tenant === 'b' ? [mover.id, mover.email] : [];
      return [...persons, ...moved, ingest.id, read.id, idle.id, ...invitations[tenant]];
    },
  };
};
