import type { TestRoom } from './open-room.ts';

/** What people do, through the graph, each with all that its payload tells. */
const problems = `
  ... on InvalidInput { field message } ... on Refused { reason message } ... on LockedOut { retryAfterSeconds message }`;
const noLock = `... on Refused { reason message }`;
const tokens = `
  ... on SignedIn { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt user { id email name role status organisationRole } }`;

interface Person {
  readonly email: string;
  readonly password: string;
  readonly name?: string;
}

export const ana: Required<Person> = {
  email: 'ana@example.org',
  name: 'Ana',
  password: 'seven lorries in fog',
};

export const documents = {
  setUp: `mutation ($input: SetUpInput!) { it: setUp(input: $input) { __typename ${tokens} ${problems} } }`,
  signUp: `mutation ($input: SignUpInput!) { it: signUp(input: $input) { __typename ... on SignUpReceived { status } ${problems} } }`,
  signIn: `mutation ($input: SignInInput!) { it: signIn(input: $input) { __typename ${tokens} ${problems} } }`,
  refresh: `mutation ($input: RefreshInput!) { it: refresh(input: $input) { __typename ${tokens} ${noLock} } }`,
  changePassword: `mutation ($input: ChangePasswordInput!) {
    it: changePassword(input: $input) { __typename ... on PasswordChanged { endedSessions } ${problems} } }`,
  resetPassword: `mutation ($input: ResetPasswordInput!) {
    it: resetPassword(input: $input) { __typename ... on PasswordChanged { endedSessions } ${problems} } }`,
  createPasswordReset: `mutation ($input: CreatePasswordResetInput!) {
    it: createPasswordReset(input: $input) { __typename ... on PasswordResetCreated { token expiresAt } ${noLock} } }`,
  signOut: 'mutation { it: signOut { ... on SignedOut { sessions } } }',
  signOutEverywhere: 'mutation { it: signOutEverywhere { ... on SignedOut { sessions } } }',
  rotateSigningKey:
    'mutation { it: rotateSigningKey { ... on SigningKeyRotated { kid previousVerifiesUntil } } }',
} as const;

type Ask = ReturnType<TestRoom['ask']>;

/** Does it, and resolves with the payload; rejects where there is an error instead. */
export const act = async (ask: Ask, name: keyof typeof documents, input?: Record<string, unknown>) => {
  const { data, errors } = await ask(documents[name], input === undefined ? {} : { input });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0].extensions.code} ${errors[0].message}`);
  return data.it;
};
