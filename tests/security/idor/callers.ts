import { anonymous, type Caller, service } from '@aqmrg/platform/caller.ts';
import { type Credential, until } from '../../support/client.ts';
import type { Key, Person } from '../../support/people.ts';
import type { House } from '../../support/placements.ts';

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
  /** Their account was suspended: they get as far as the edge. */
  readonly isShutOut?: true;
}

/** Whoever belongs to a tenant and asks. */
export interface Members {
  readonly organisation: string;
  readonly member: Person;
  readonly owner: Person;
  readonly keys: Readonly<Record<'ingest' | 'read' | 'export', Key>>;
}

interface Making {
  readonly house: House;
  readonly settled: Readonly<Record<Tenant, Members>>;
  /** Asks as the Admin. */
  readonly make: (document: string) => Promise<Record<string, unknown>>;
  readonly keyOf: (token: string, input: string) => Promise<Key>;
}

const bearer =
  (token: string): Credential =>
  async () => ({ authorization: `Bearer ${token}` });

const quoted = JSON.stringify;

/** Everybody who may come to the house, but for the one who set it up: sessions end in the tests. `suspended` is shut out already. */
export const callEverybody = async ({
  house,
  settled,
  make,
  keyOf,
}: Making): Promise<{ readonly everybody: readonly Who[]; readonly suspended: Person }> => {
  const signedIn = async ({ email, password }: Pick<Person, 'email' | 'password'>): Promise<string> => {
    const { signIn } = (await make(
      `mutation { signIn(input: { email: ${quoted(email)}, password: ${quoted(password)} }) { ... on SignedIn { accessToken } } }`,
    )) as { signIn: { accessToken: string } };
    return signIn.accessToken;
  };
  const person = async (
    name: string,
    one: Person,
    tenant: Tenant | null,
    more: Partial<Caller>,
  ): Promise<Who> => ({
    name,
    tenant,
    person: one,
    credential: bearer(one.token),
    spare: bearer(await signedIn(one)),
    caller: { ...anonymous, kind: 'user', id: one.id, role: 'AUTHENTICATED', ...more },
  });
  const key = (name: string, one: Key, tenant: Tenant | null, more: Partial<Caller>): Who => ({
    name,
    tenant,
    credential: bearer(one.key),
    caller: { ...anonymous, kind: 'key', id: one.id, role: 'AUTHENTICATED', ...more },
  });

  const ofTenant = async (tenant: Tenant): Promise<readonly Who[]> => {
    const { organisation, member, owner, keys } = settled[tenant];
    return [
      await person(`a member of ${tenant}`, member, tenant, { organisation, organisationRole: 'MEMBER' }),
      await person(`an owner of ${tenant}`, owner, tenant, { organisation, organisationRole: 'OWNER' }),
      ...Object.entries(keys).map(([scope, one]) =>
        key(`a key (${scope}) of ${tenant}`, one, tenant, { organisation, scopes: [scope] }),
      ),
    ];
  };

  /** Came by an invitation, and belongs to nobody now; their tokens from before are void. */
  const leave = async (change = ''): Promise<Person> => {
    const left = await house.member('org-a');
    const input = `userId: ${quoted(left.id)}`;
    await make(`mutation { setMembership(input: { ${input} }) { __typename } }`);
    if (change) await make(`mutation { setRole(input: { ${input}, ${change} }) { __typename } }`);
    return { ...left, token: await signedIn(left) };
  };
  const [admin, loner] = [await leave('role: ADMIN'), await leave()];

  const suspended = await house.member('org-a');
  const shutOut = bearer(suspended.token);
  await make(`mutation { suspendUser(input: { userId: ${quoted(suspended.id)} }) { __typename } }`);
  await until(
    async () => {
      const headers = { 'content-type': 'application/json', ...(await shutOut()) };
      return (await fetch(`${house.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ id }"}' }))
        .status;
    },
    (status) => status === 401,
  );

  const { organisation, member } = settled.a;
  const astray = await keyOf(member.token, '{ name: "astray", scopes: [INGEST], networks: ["net-b"] }');
  const both = await keyOf(member.token, '{ name: "both", scopes: [READ, EXPORT] }');
  const everybody: readonly Who[] = [
    { name: 'a stranger', tenant: null, caller: anonymous, credential: async () => ({}) },
    {
      ...{ name: 'a suspended account of a', tenant: 'a', caller: anonymous },
      ...{ credential: shutOut, isShutOut: true },
    },
    await person('a person without an organisation', loner, null, {}),
    ...(await ofTenant('a')),
    ...(await ofTenant('b')),
    key('a key (read, export) of a', both, 'a', { organisation, scopes: ['read', 'export'] }),
    // bound to a network that is not its organisation's: nothing is left of it
    key('a key (ingest) of a for a network of b', astray, null, {
      ...{ organisation, scopes: ['ingest'], networks: ['net-b'] },
    }),
    await person('an Admin', admin, null, { role: 'ADMIN' }),
    { name: 'a service', tenant: null, caller: service('a-test') },
  ];
  return { everybody, suspended };
};
