import { randomBytes } from 'node:crypto';
import { SetUpDocument, SignInDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { type Credential, until } from './client.ts';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** An access token, for `Authorization: Bearer`. */
  readonly token: string;
  readonly refreshToken: string;
}

export interface Key {
  readonly id: string;
  /** For `Authorization: Bearer`. */
  readonly key: string;
}

export interface KeyWishes {
  readonly scopes?: readonly ('INGEST' | 'READ' | 'EXPORT')[];
  readonly networks?: readonly string[];
  readonly organisationId?: string;
  readonly expiresAt?: string;
}

/** Whoever may come to a house, made as its own people make them. */
export interface People {
  /** The first Admin, who is made when first asked for: one hash of a password a house. */
  readonly first: () => Promise<Person>;
  /** Somebody who took an invitation into an organisation, which is added where there is none. */
  readonly member: (organisationId: string, role?: 'MEMBER' | 'OWNER') => Promise<Person>;
  /** A key, made by the Admin, once the gateway has heard of it. */
  readonly key: (wishes?: KeyWishes) => Promise<Key>;
}

const signUp = /* GraphQL */ `
  mutation SignUp($input: SignUpInput!) { signUp(input: $input) { __typename ... on InvalidInput { field message } ... on Refused { reason } } }
`;
const createOrganisation = /* GraphQL */ `
  mutation CreateOrganisation($input: CreateOrganisationInput!) { createOrganisation(input: $input) { __typename ... on Refused { reason } } }
`;
const createInvitation = /* GraphQL */ `
  mutation Invite($input: CreateInvitationInput!) { createInvitation(input: $input) { __typename ... on InvitationCreated { token } } }
`;
const createApiKey = /* GraphQL */ `
  mutation CreateKey($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename ... on ApiKeyCreated { key apiKey { id } } ... on InvalidInput { field message } ... on Refused { reason } } }
`;

const randomText = (): string => randomBytes(18).toString('base64url');

export interface PeopleOptions {
  /** Of the graph. */
  readonly url: string;
  readonly setupToken: string;
  /** The auth room itself, where the gateway before it may have no time for a first mutation. */
  readonly room?: { readonly url: string; readonly credential: Credential };
}

export const createPeople = ({ url, setupToken, room }: PeopleOptions): People => {
  let admin: Promise<Person> | undefined;
  const organisations = new Map<string, Promise<unknown>>();

  const asking = (token: string) => ({
    at: url,
    headers: { authorization: `Bearer ${token}` },
  });
  /** What a mutation gave, which has to be of the type that is wanted. */
  const ask = async (
    query: string,
    input: object,
    wanted: string,
    { at, headers }: { at: string; headers: Readonly<Record<string, string>> } = { at: url, headers: {} },
  ) => {
    const response = await fetch(`${at}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: { input } }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
    const { data, errors } = (await response.json()) as { data?: Record<string, any>; errors?: unknown };
    const [outcome] = Object.values(data ?? {});
    if (outcome?.__typename !== wanted) throw new Error(`no ${wanted}: ${JSON.stringify(outcome ?? errors)}`);
    return outcome;
  };

  const statusOf = async (token: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', ...asking(token).headers };
    return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' }))
      .status;
  };

  const personOf = (
    who: { readonly email: string; readonly password: string },
    { accessToken, refreshToken, user }: { accessToken: string; refreshToken: string; user: { id: string } },
  ): Person => ({ ...who, id: user.id, token: accessToken, refreshToken });

  const beSetUp = async (): Promise<Person> => {
    const who = { email: 'first@example.org', password: randomText() };
    const there = room && { at: room.url, headers: await room.credential() };
    return personOf(
      who,
      await ask(String(SetUpDocument), { ...who, token: setupToken, name: 'First' }, 'SignedIn', there),
    );
  };
  const first = (): Promise<Person> => {
    admin ??= beSetUp();
    return admin;
  };

  return {
    first,
    async member(organisationId, role = 'MEMBER') {
      const { token } = await first();
      const added =
        organisations.get(organisationId) ??
        ask(
          createOrganisation,
          { id: organisationId, name: organisationId },
          'OrganisationCreated',
          asking(token),
        );
      organisations.set(organisationId, added);
      await added;
      const invited = await ask(
        createInvitation,
        { organisationId, role },
        'InvitationCreated',
        asking(token),
      );
      const who = { email: `${randomText().toLowerCase()}@example.org`, password: randomText() };
      await ask(signUp, { ...who, name: 'Member', invitation: invited.token }, 'SignUpReceived');
      return personOf(who, await ask(String(SignInDocument), who, 'SignedIn'));
    },
    async key({ scopes = ['INGEST'], ...wishes } = {}) {
      const { token } = await first();
      const input = { name: 'a key of a test', scopes, ...wishes };
      const { key, apiKey } = await ask(createApiKey, input, 'ApiKeyCreated', asking(token));
      // other processes hear of it a moment later
      await until(
        () => statusOf(key),
        (status) => status !== 401,
      );
      return { id: apiKey.id, key };
    },
  };
};
