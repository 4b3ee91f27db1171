import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Account as AccountModel } from '../domain/account.ts';
import type { Session as SessionModel } from '../domain/session.ts';
import type { Organisation as OrganisationModel } from '../domain/organisation.ts';
import type { Invitation as InvitationModel } from '../domain/invitation.ts';
import type { ApiKey as ApiKeyModel } from '../domain/api-key.ts';
import type { AuditEntry as AuditEntryModel } from '../domain/audit-chain.ts';
import type { UserChanged as ChangedUser } from './users.ts';
import type { UserConnection as UserList, AuditConnection as AuditList } from './connections.ts';
import type { AuthContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An opaque place in a list or a stream. Keep it as it is; do not build one. */
  Cursor: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC: 2026-11-23T06:00:00.000Z. */
  DateTime: { input: number; output: number; }
  /** A length of time, ISO 8601: PT1H, P1D, P1M. */
  Duration: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** News for services. */
export type AccessNews = {
  __typename?: 'AccessNews';
  /** JSON, as schema/events/access.ts has it. */
  text: Scalars['String']['output'];
};

/** What an account may do in the whole house. */
export type AccountRole =
  /** Everything. */
  | 'ADMIN'
  /** What its organisation may. */
  | 'AUTHENTICATED';

/** Whether an account may sign in. */
export type AccountStatus =
  /** It may. */
  | 'ACTIVE'
  /** An Admin has to approve it first; after 30 days without, it is forgotten. */
  | 'PENDING'
  /** It may not; an Admin shut it out. */
  | 'SUSPENDED';

/** How the readings of one period become one number. */
export type Aggregate =
  /** How many readings there are. */
  | 'COUNT'
  /** The largest value. */
  | 'MAX'
  /** The arithmetic mean. */
  | 'MEAN'
  /** The middle value. */
  | 'MEDIAN'
  /** The smallest value. */
  | 'MIN'
  /** 5th percentile, linear between readings. */
  | 'P05'
  /** 95th percentile, linear between readings. */
  | 'P95'
  /** Sample standard deviation. */
  | 'STDDEV';

/** A key of a sensor or a program. Its secret is kept by nobody. */
export type ApiKey = {
  __typename?: 'ApiKey';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it; null where the account is gone, or not one that you may see. */
  createdBy: Maybe<User>;
  /** When it ends by itself; null: never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Stable id; the key itself begins with it. */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The networks that it is bound to; null: every network of its organisation. */
  networks: Maybe<Array<Scalars['ID']['output']>>;
  /** Whose it is; null: it was made by an Admin for no organisation. */
  organisation: Maybe<Organisation>;
  /** When it was revoked; null: it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it may be used for. */
  scopes: Array<KeyScope>;
};

/** A key, shown once. */
export type ApiKeyCreated = {
  __typename?: 'ApiKeyCreated';
  /** What is kept of it. */
  apiKey: ApiKey;
  /** The whole key, for `Authorization: Bearer …`. Nobody can show it again. */
  key: Scalars['String']['output'];
};

/** It is void, or will be within seconds everywhere. */
export type ApiKeyRevoked = {
  __typename?: 'ApiKeyRevoked';
  /** What is kept of it. */
  apiKey: ApiKey;
};

/** Whom to let in. */
export type ApproveUserInput = {
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** A page of the audit log. */
export type AuditConnection = {
  __typename?: 'AuditConnection';
  /** The items, each with its cursor. */
  edges: Array<AuditEdge>;
  /** The items. */
  nodes: Array<AuditEntry>;
  /** Where this page stands. */
  pageInfo: PageInfo;
};

/** An entry and its place in the list. */
export type AuditEdge = {
  __typename?: 'AuditEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: AuditEntry;
};

/** One thing that was done, or tried. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  /** What: sign-in, sign-in-refused, key-issued, role-changed, … */
  action: Scalars['String']['output'];
  /** Who: an account's or a key's id, or a service. */
  actor: Scalars['String']['output'];
  /** From which address, where one is known. */
  address: Maybe<Scalars['String']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Particulars as JSON text; never a secret. */
  details: Scalars['String']['output'];
  /** SHA-256 over the entry and the hash before it, hexadecimal. */
  hash: Scalars['String']['output'];
  /** Its place in the log, from 1, without a hole. */
  number: Scalars['Int']['output'];
  /** To what: an id. */
  subject: Maybe<Scalars['String']['output']>;
};

/** Conditions that must all hold. */
export type AuditFilter = {
  /** This was done. */
  action?: InputMaybe<Scalars['String']['input']>;
  /** By this account, key or service. */
  actor?: InputMaybe<Scalars['String']['input']>;
  /** To this. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** What hashing the audit log again has shown. */
export type AuditIntegrity = {
  __typename?: 'AuditIntegrity';
  /** How many entries there are. */
  entries: Scalars['Int']['output'];
  /** The first entry that does not fit; null where all do. */
  firstBroken: Maybe<Scalars['Int']['output']>;
  /** The hash of the newest entry: keep it elsewhere, and a log that was cut or replaced shows. */
  head: Scalars['String']['output'];
  /** Whether each entry is what was written, in its place. */
  isIntact: Scalars['Boolean']['output'];
};

/** A box on the map; it crosses the 180th meridian where west > east. */
export type BoundingBoxInput = {
  /** Degrees east of the eastern edge. */
  east: Scalars['Float']['input'];
  /** Degrees north of the northern edge. */
  north: Scalars['Float']['input'];
  /** Degrees north of the southern edge. */
  south: Scalars['Float']['input'];
  /** Degrees east of the western edge. */
  west: Scalars['Float']['input'];
};

/** Which member, and what they become. */
export type ChangeMemberInput = {
  /** What they may do from now on; null lets them go. */
  role?: InputMaybe<OrganisationRole>;
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** The old password and the new one. */
export type ChangePasswordInput = {
  /** The one that holds now. */
  currentPassword: Scalars['String']['input'];
  /** 12 to 256 characters; none that is known from leaks or made of your name. */
  newPassword: Scalars['String']['input'];
};

/** What came of changePassword. */
export type ChangePasswordPayload = InvalidInput | LockedOut | PasswordChanged | Refused;

/** What came of changing an account. */
export type ChangeUserPayload = Refused | UserChanged;

/** A new key. */
export type CreateApiKeyInput = {
  /** When it ends by itself, in the future; never where it is left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Name for people. */
  name: Scalars['String']['input'];
  /**
   * Networks that it is bound to, 100 at most; every network of the organisation where it is left out. Whose a network is, is judged where readings are
   * reported: one that is not the organisation's may stand here, and grants nothing.
   */
  networks?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Yours where it is left out; an Admin may name another, or null: a key of none, which reports for all. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is for. */
  scopes: Array<KeyScope>;
};

/** What came of createApiKey. */
export type CreateApiKeyPayload = ApiKeyCreated | InvalidInput | Refused;

/** A place for somebody. */
export type CreateInvitationInput = {
  /** Who may take it; whoever has the token where it is left out. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Yours where it is left out. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** What they will be. */
  role?: InputMaybe<OrganisationRole>;
};

/** What came of createInvitation. */
export type CreateInvitationPayload = InvalidInput | InvitationCreated | Refused;

/** A new organisation. */
export type CreateOrganisationInput = {
  /** 1 to 64 of a–z, 0–9, - and _. */
  id: Scalars['ID']['input'];
  /** Name for people. */
  name: Scalars['String']['input'];
};

/** What came of createOrganisation. */
export type CreateOrganisationPayload = InvalidInput | OrganisationCreated | Refused;

/** Whose password is to be set anew. */
export type CreatePasswordResetInput = {
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** What came of createPasswordReset. */
export type CreatePasswordResetPayload = PasswordResetCreated | Refused;

/** Input that cannot be taken: the field at fault and why. */
export type InvalidInput = {
  __typename?: 'InvalidInput';
  /** The field at fault. */
  field: Scalars['String']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
};

/** A place in an organisation that waits for somebody. */
export type Invitation = {
  __typename?: 'Invitation';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who may take it; null: whoever has the token. */
  email: Maybe<Scalars['String']['output']>;
  /** When it ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** What they will be. */
  role: OrganisationRole;
};

/** A token to be handed over, shown once. */
export type InvitationCreated = {
  __typename?: 'InvitationCreated';
  /** What it is for. */
  invitation: Invitation;
  /** For signUp. */
  token: Scalars['String']['output'];
};

/** It is void. */
export type InvitationRevoked = {
  __typename?: 'InvitationRevoked';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** What a key may be used for. */
export type KeyScope =
  /** To ask for exports. */
  | 'EXPORT'
  /** To report readings of its networks. */
  | 'INGEST'
  /** To read what its organisation may read. */
  | 'READ';

/**
 * Too many tries; nothing was looked at. An outcome like the others of its union, so with HTTP 200: the error RATE_LIMITED, with 429, is the gateway's, for what it does not let
 * through at all.
 */
export type LockedOut = {
  __typename?: 'LockedOut';
  /** What happened, and what to do. */
  message: Scalars['String']['output'];
  /** Seconds to wait. */
  retryAfterSeconds: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Lets an account in: one that waits, or one that was suspended. [Admin] */
  approveUser: ChangeUserPayload;
  /** Changes what a member of your organisation may do there, or lets them go (role null). The last owner stays one. [Authenticated, own, as OWNER] */
  changeMember: ChangeUserPayload;
  /** Changes your password and ends your other sessions. [Authenticated] */
  changePassword: ChangePasswordPayload;
  /** Makes a key for a sensor or a program of your organisation. Its secret is shown once. [Authenticated, own] */
  createApiKey: CreateApiKeyPayload;
  /** Makes a token with which somebody signs up into an organisation, within a week, once. It is shown once. [Authenticated, own, as OWNER] */
  createInvitation: CreateInvitationPayload;
  /** Adds an organisation. [Admin] */
  createOrganisation: CreateOrganisationPayload;
  /** Makes a token with which the owner of an account sets a new password, within a day, once. It is shown once. [Admin] */
  createPasswordReset: CreatePasswordResetPayload;
  /** Gives a new access token and a new refresh token for a refresh token, once. One that comes a second time ends the session. [Public] */
  refresh: RefreshPayload;
  /** Sets a new password with a token of createPasswordReset, and ends all sessions. [Public] */
  resetPassword: ResetPasswordPayload;
  /** Ends a key, within seconds, everywhere. Members revoke those that they made, owners all of their organisation. [Authenticated, own] */
  revokeApiKey: RevokeApiKeyPayload;
  /** Makes an invitation void that was not used. [Authenticated, own, as OWNER] */
  revokeInvitation: RevokeInvitationPayload;
  /** Signs tokens with the next key from now on; the one before verifies until its tokens have expired. [Admin] */
  rotateSigningKey: RotateSigningKeyPayload;
  /** Puts an account into an organisation, or out of any. An account is in one at most. [Admin] */
  setMembership: ChangeUserPayload;
  /**
   * Makes an account Authenticated or Admin. The last Admin stays one; who was one takes along the keys that they made for no organisation or for one that is not
   * theirs. [Admin]
   */
  setRole: ChangeUserPayload;
  /** Makes the first Admin, with the set-up token that the first start printed. Once there is an Admin, the token is void. [Public] */
  setUp: SetUpPayload;
  /** Begins a session: a short-lived access token, and a refresh token for the next one. [Public] */
  signIn: SignInPayload;
  /** Ends the session of this token. [Authenticated] */
  signOut: SignOutPayload;
  /** Ends every session of this account, this one too. [Authenticated] */
  signOutEverywhere: SignOutPayload;
  /** Asks for an account. With an invitation it is active at once; else an Admin approves it, or sign-up is closed (SIGN_UP). [Public] */
  signUp: SignUpPayload;
  /**
   * Shuts an account out and ends its sessions. Of an Admin, the keys end that they made for no organisation or for one that is not theirs; the others are their
   * organisation's and stay: remainingKeys. Not yourself. [Admin]
   */
  suspendUser: ChangeUserPayload;
};


export type MutationApproveUserArgs = {
  input: ApproveUserInput;
};


export type MutationChangeMemberArgs = {
  input: ChangeMemberInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateInvitationArgs = {
  input: CreateInvitationInput;
};


export type MutationCreateOrganisationArgs = {
  input: CreateOrganisationInput;
};


export type MutationCreatePasswordResetArgs = {
  input: CreatePasswordResetInput;
};


export type MutationRefreshArgs = {
  input: RefreshInput;
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


export type MutationSetMembershipArgs = {
  input: SetMembershipInput;
};


export type MutationSetRoleArgs = {
  input: SetRoleInput;
};


export type MutationSetUpArgs = {
  input: SetUpInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationSuspendUserArgs = {
  input: SuspendUserInput;
};

/** Users who work together; data, keys and rules that are not public belong to one. */
export type Organisation = {
  __typename?: 'Organisation';
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Invitations that were neither used nor revoked and have not expired, newest first. For its owners; empty for others. */
  invitations: Array<Invitation>;
  /** Its members in the order of their names, 1,000 at most. For its members; empty for others. */
  members: Array<User>;
  /** Name for people. */
  name: Scalars['String']['output'];
};

/** It stands. */
export type OrganisationCreated = {
  __typename?: 'OrganisationCreated';
  /** As it stands now. */
  organisation: Organisation;
};

/** What a member may do in their organisation. */
export type OrganisationRole =
  /** Read what is its own, report its readings, make keys. */
  | 'MEMBER'
  /** Also invite, remove and revoke. */
  | 'OWNER';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** The password is changed. */
export type PasswordChanged = {
  __typename?: 'PasswordChanged';
  /** How many other sessions were ended. */
  endedSessions: Scalars['Int']['output'];
};

/** A token to be handed over, shown once. */
export type PasswordResetCreated = {
  __typename?: 'PasswordResetCreated';
  /** When it ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** For resetPassword. */
  token: Scalars['String']['output'];
};

/** The verdict of quality tests: the worst of those that ran. (QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail.) */
export type QualityFlag =
  /** Not usable. */
  | 'FAIL'
  /** Nothing speaks against it. */
  | 'GOOD'
  /** Use with care. */
  | 'SUSPECT'
  /** No test could be evaluated. */
  | 'UNKNOWN';

/** What is measured. */
export type Quantity =
  /** Black carbon. */
  | 'BC'
  /** Carbon monoxide. */
  | 'CO'
  /** Relative humidity. */
  | 'HUMIDITY'
  /** Nitric oxide. */
  | 'NO'
  /** Nitrogen dioxide. */
  | 'NO2'
  /** Nitrogen oxides, as NO2. */
  | 'NOX'
  /** Ozone. */
  | 'O3'
  /** Particles up to 1 µm, mass. */
  | 'PM1'
  /** Particles up to 10 µm, mass. */
  | 'PM10'
  /** Particles up to 2.5 µm, mass. */
  | 'PM25'
  /** Air pressure. */
  | 'PRESSURE'
  /** Sulphur dioxide. */
  | 'SO2'
  /** Air temperature. */
  | 'TEMPERATURE'
  /** Direction the wind comes from. */
  | 'WIND_DIRECTION'
  /** Wind speed. */
  | 'WIND_SPEED';

export type Query = {
  __typename?: 'Query';
  /** The keys of your organisation, newest first, 1,000 at most; an Admin sees those of all, or of the one that is named. [Authenticated, own] */
  apiKeys: Maybe<Array<ApiKey>>;
  /** Whether the audit log is whole: every entry is hashed again, with the one before it. [Admin] */
  auditIntegrity: Maybe<AuditIntegrity>;
  /** What was done with accounts, keys and rights, newest first, page by page. [Admin] */
  auditLog: Maybe<AuditConnection>;
  /** Who you are; null for strangers, keys and services. [Public, own] */
  me: Maybe<User>;
  /** One organisation: your own; an Admin sees each. Null where there is none of this id, or where it is not yours. [Authenticated, own] */
  organisation: Maybe<Organisation>;
  /** All organisations, 1,000 at most, in the order of their names. [Admin] */
  organisations: Maybe<Array<Organisation>>;
  /** Accounts in the order of their e-mail addresses, page by page. [Admin] */
  users: Maybe<UserConnection>;
};


export type QueryApiKeysArgs = {
  organisationId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrganisationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The token to be changed for a new pair. */
export type RefreshInput = {
  /** As signIn or refresh gave it. */
  refreshToken: Scalars['String']['input'];
};

/** What came of refresh. */
export type RefreshPayload = LockedOut | Refused | SignedIn;

/** Why something was not done. */
export type RefusalReason =
  /** There is an Admin already. */
  | 'ALREADY_SET_UP'
  /** The id is taken. */
  | 'ALREADY_TAKEN'
  /** Nobody would be left who may. */
  | 'LAST_ONE'
  /** There is none of this id, or it is not yours. */
  | 'NOT_FOUND'
  /** Sign-up is closed. */
  | 'SIGN_UP_CLOSED'
  /** The token is wrong, was used, or has expired. */
  | 'TOKEN_NOT_VALID'
  /** The e-mail address or the password is wrong, or the account may not sign in. Which of them is not told. */
  | 'WRONG_CREDENTIALS'
  /** Not yourself. */
  | 'YOURSELF';

/** This was not done, and why. */
export type Refused = {
  __typename?: 'Refused';
  /** The same for people, and what to do. */
  message: Scalars['String']['output'];
  /** What the matter is. */
  reason: RefusalReason;
};

/** A token and the new password. */
export type ResetPasswordInput = {
  /** 12 to 256 characters; none that is known from leaks or made of your name. */
  newPassword: Scalars['String']['input'];
  /** As createPasswordReset gave it. */
  token: Scalars['String']['input'];
};

/** What came of resetPassword. */
export type ResetPasswordPayload = InvalidInput | LockedOut | PasswordChanged | Refused;

/** Which key. */
export type RevokeApiKeyInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
};

/** What came of revokeApiKey. */
export type RevokeApiKeyPayload = ApiKeyRevoked | Refused;

/** Which invitation. */
export type RevokeInvitationInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
};

/** What came of revokeInvitation. */
export type RevokeInvitationPayload = InvitationRevoked | Refused;

/** What came of rotateSigningKey. */
export type RotateSigningKeyPayload = SigningKeyRotated;

/** A sign-in that goes on. */
export type Session = {
  __typename?: 'Session';
  /** The address that it was last used from. */
  address: Maybe<Scalars['String']['output']>;
  /** When it ends unless it is used. */
  expiresAt: Scalars['DateTime']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Whether it is the one that asks. */
  isCurrent: Scalars['Boolean']['output'];
  /** When it last got a new token. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
};

/** Who belongs where. */
export type SetMembershipInput = {
  /** The organisation; null takes the account out of the one it is in. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** What they may do there. */
  role?: InputMaybe<OrganisationRole>;
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** Who becomes what. */
export type SetRoleInput = {
  /** What it may do from now on. */
  role: AccountRole;
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** Who the first Admin is. */
export type SetUpInput = {
  /** What you will sign in with. */
  email: Scalars['String']['input'];
  /** Name for people. */
  name: Scalars['String']['input'];
  /** 12 to 256 characters; none that is known from leaks or made of your name. */
  password: Scalars['String']['input'];
  /** What the first start printed. */
  token: Scalars['String']['input'];
};

/** What came of setUp. */
export type SetUpPayload = InvalidInput | LockedOut | Refused | SignedIn;

/** Who signs in. */
export type SignInInput = {
  /** The e-mail address of the account. */
  email: Scalars['String']['input'];
  /** Its password. */
  password: Scalars['String']['input'];
};

/** What came of signIn. */
export type SignInPayload = InvalidInput | LockedOut | Refused | SignedIn;

/** What came of signOut. */
export type SignOutPayload = SignedOut;

/** Who asks for an account. */
export type SignUpInput = {
  /** What you will sign in with. */
  email: Scalars['String']['input'];
  /** The token of an invitation. */
  invitation?: InputMaybe<Scalars['String']['input']>;
  /** Name for people. */
  name: Scalars['String']['input'];
  /** 12 to 256 characters; none that is known from leaks or made of your name. */
  password: Scalars['String']['input'];
};

/** What came of signUp. */
export type SignUpPayload = InvalidInput | LockedOut | Refused | SignUpReceived;

/** An account was asked for. Also told where the address has an account already: who asks does not learn which addresses have. */
export type SignUpReceived = {
  __typename?: 'SignUpReceived';
  /** ACTIVE: sign in now. PENDING: after an Admin has approved it. */
  status: AccountStatus;
};

/** A session's tokens. */
export type SignedIn = {
  __typename?: 'SignedIn';
  /** For `Authorization: Bearer …`; minutes. */
  accessToken: Scalars['String']['output'];
  /** When it ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** For `refresh`, once. Keep it where only you can read it. */
  refreshToken: Scalars['String']['output'];
  /** When it ends unless it is used. */
  refreshTokenExpiresAt: Scalars['DateTime']['output'];
  /** Who signed in. */
  user: User;
};

/** It is over. */
export type SignedOut = {
  __typename?: 'SignedOut';
  /** How many sessions were ended. */
  sessions: Scalars['Int']['output'];
};

/** Another key signs. */
export type SigningKeyRotated = {
  __typename?: 'SigningKeyRotated';
  /** The `kid` that tokens name from now on. */
  kid: Scalars['String']['output'];
  /** Until when tokens of the one before are taken. */
  previousVerifiesUntil: Scalars['DateTime']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** What gateways and rooms must know to judge credentials. [our own services] */
  accessNews: AccessNews;
};

/** Whom to shut out. */
export type SuspendUserInput = {
  /** The account. */
  userId: Scalars['ID']['input'];
};

/** The unit of a value. Each quantity has one canonical unit in which it is answered. */
export type Unit =
  /** °C */
  | 'CELSIUS'
  /** Degrees clockwise from north. */
  | 'DEGREE'
  /** hPa */
  | 'HECTOPASCAL'
  /** m/s */
  | 'METRE_PER_SECOND'
  /** µg/m³ */
  | 'MICROGRAM_PER_CUBIC_METRE'
  /** mg/m³ */
  | 'MILLIGRAM_PER_CUBIC_METRE'
  /** ppb, by volume */
  | 'PARTS_PER_BILLION'
  /** ppm, by volume */
  | 'PARTS_PER_MILLION'
  /** % */
  | 'PERCENT';

/** Somebody with an account. */
export type User = {
  __typename?: 'User';
  /** When the account was made. */
  createdAt: Scalars['DateTime']['output'];
  /** What they sign in with: lower case. */
  email: Scalars['String']['output'];
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The organisation that they belong to. */
  organisation: Maybe<Organisation>;
  /** What they may do there. */
  organisationRole: Maybe<OrganisationRole>;
  /** What the account may do in the whole house. */
  role: AccountRole;
  /** Where they are signed in, newest first, 100 at most. Your own alone, also for an Admin; empty for others. */
  sessions: Array<Session>;
  /** Whether it may sign in. */
  status: AccountStatus;
};

/** As it stands now. */
export type UserChanged = {
  __typename?: 'UserChanged';
  /** Keys that this person made and that go on, newest first, 1,000 at most; of those, which you may see. Revoke what should not stay. */
  remainingKeys: Array<ApiKey>;
  /** The account. */
  user: User;
};

/** A page of accounts. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The items, each with its cursor. */
  edges: Array<UserEdge>;
  /** The items. */
  nodes: Array<User>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** All that match, on every page. */
  totalCount: Scalars['Int']['output'];
};

/** An account and its place in the list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: User;
};

/** Conditions that must all hold. */
export type UserFilter = {
  /** Of this organisation. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
  /** With this role. */
  role?: InputMaybe<AccountRole>;
  /** In this state. */
  status?: InputMaybe<AccountStatus>;
  /** Part of the name or the e-mail address; upper and lower case are the same. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** How a Plantower particle sensor computed its mass. */
export type Variant =
  /** From particle counts (Wallace et al. 2021). */
  | 'ALT'
  /** The factory's atmospheric form. */
  | 'ATM'
  /** The factory's CF=1. */
  | 'CF_1';

/** Which value of a reading. */
export type Version =
  /** After the corrections that its provenance names; the same as RAW where there is none. */
  | 'CORRECTED'
  /** As reported, in the canonical unit. */
  | 'RAW';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ChangePasswordPayload:
    | ( InvalidInput )
    | ( LockedOut )
    | ( PasswordChanged )
    | ( Refused )
  ;
  ChangeUserPayload:
    | ( Refused )
    | ( ChangedUser )
  ;
  CreateApiKeyPayload:
    | ( Omit<ApiKeyCreated, 'apiKey'> & { apiKey: _RefType['ApiKey'] } )
    | ( InvalidInput )
    | ( Refused )
  ;
  CreateInvitationPayload:
    | ( InvalidInput )
    | ( Omit<InvitationCreated, 'invitation'> & { invitation: _RefType['Invitation'] } )
    | ( Refused )
  ;
  CreateOrganisationPayload:
    | ( InvalidInput )
    | ( Omit<OrganisationCreated, 'organisation'> & { organisation: _RefType['Organisation'] } )
    | ( Refused )
  ;
  CreatePasswordResetPayload:
    | ( PasswordResetCreated )
    | ( Refused )
  ;
  RefreshPayload:
    | ( LockedOut )
    | ( Refused )
    | ( Omit<SignedIn, 'user'> & { user: _RefType['User'] } )
  ;
  ResetPasswordPayload:
    | ( InvalidInput )
    | ( LockedOut )
    | ( PasswordChanged )
    | ( Refused )
  ;
  RevokeApiKeyPayload:
    | ( Omit<ApiKeyRevoked, 'apiKey'> & { apiKey: _RefType['ApiKey'] } )
    | ( Refused )
  ;
  RevokeInvitationPayload:
    | ( InvitationRevoked )
    | ( Refused )
  ;
  RotateSigningKeyPayload: ( SigningKeyRotated );
  SetUpPayload:
    | ( InvalidInput )
    | ( LockedOut )
    | ( Refused )
    | ( Omit<SignedIn, 'user'> & { user: _RefType['User'] } )
  ;
  SignInPayload:
    | ( InvalidInput )
    | ( LockedOut )
    | ( Refused )
    | ( Omit<SignedIn, 'user'> & { user: _RefType['User'] } )
  ;
  SignOutPayload: ( SignedOut );
  SignUpPayload:
    | ( InvalidInput )
    | ( LockedOut )
    | ( Refused )
    | ( SignUpReceived )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccessNews: ResolverTypeWrapper<AccessNews>;
  AccountRole: AccountRole;
  AccountStatus: AccountStatus;
  Aggregate: Aggregate;
  ApiKey: ResolverTypeWrapper<ApiKeyModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiKeyCreated: ResolverTypeWrapper<Omit<ApiKeyCreated, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  ApiKeyRevoked: ResolverTypeWrapper<Omit<ApiKeyRevoked, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  ApproveUserInput: ApproveUserInput;
  AuditConnection: ResolverTypeWrapper<AuditList>;
  AuditEdge: ResolverTypeWrapper<AuditEntryModel>;
  AuditEntry: ResolverTypeWrapper<AuditEntryModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AuditFilter: AuditFilter;
  AuditIntegrity: ResolverTypeWrapper<AuditIntegrity>;
  BoundingBoxInput: BoundingBoxInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ChangeMemberInput: ChangeMemberInput;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangePasswordPayload']>;
  ChangeUserPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ChangeUserPayload']>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateApiKeyPayload']>;
  CreateInvitationInput: CreateInvitationInput;
  CreateInvitationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateInvitationPayload']>;
  CreateOrganisationInput: CreateOrganisationInput;
  CreateOrganisationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateOrganisationPayload']>;
  CreatePasswordResetInput: CreatePasswordResetInput;
  CreatePasswordResetPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreatePasswordResetPayload']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  Invitation: ResolverTypeWrapper<InvitationModel>;
  InvitationCreated: ResolverTypeWrapper<Omit<InvitationCreated, 'invitation'> & { invitation: ResolversTypes['Invitation'] }>;
  InvitationRevoked: ResolverTypeWrapper<InvitationRevoked>;
  KeyScope: KeyScope;
  LockedOut: ResolverTypeWrapper<LockedOut>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Organisation: ResolverTypeWrapper<OrganisationModel>;
  OrganisationCreated: ResolverTypeWrapper<Omit<OrganisationCreated, 'organisation'> & { organisation: ResolversTypes['Organisation'] }>;
  OrganisationRole: OrganisationRole;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PasswordChanged: ResolverTypeWrapper<PasswordChanged>;
  PasswordResetCreated: ResolverTypeWrapper<PasswordResetCreated>;
  QualityFlag: QualityFlag;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshInput: RefreshInput;
  RefreshPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshPayload']>;
  RefusalReason: RefusalReason;
  Refused: ResolverTypeWrapper<Refused>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ResetPasswordPayload']>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeApiKeyPayload']>;
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RevokeInvitationPayload']>;
  RotateSigningKeyPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RotateSigningKeyPayload']>;
  Session: ResolverTypeWrapper<SessionModel>;
  SetMembershipInput: SetMembershipInput;
  SetRoleInput: SetRoleInput;
  SetUpInput: SetUpInput;
  SetUpPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetUpPayload']>;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignInPayload']>;
  SignOutPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignOutPayload']>;
  SignUpInput: SignUpInput;
  SignUpPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpPayload']>;
  SignUpReceived: ResolverTypeWrapper<SignUpReceived>;
  SignedIn: ResolverTypeWrapper<Omit<SignedIn, 'user'> & { user: ResolversTypes['User'] }>;
  SignedOut: ResolverTypeWrapper<SignedOut>;
  SigningKeyRotated: ResolverTypeWrapper<SigningKeyRotated>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SuspendUserInput: SuspendUserInput;
  Unit: Unit;
  User: ResolverTypeWrapper<AccountModel>;
  UserChanged: ResolverTypeWrapper<ChangedUser>;
  UserConnection: ResolverTypeWrapper<UserList>;
  UserEdge: ResolverTypeWrapper<AccountModel>;
  UserFilter: UserFilter;
  Variant: Variant;
  Version: Version;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessNews: AccessNews;
  ApiKey: ApiKeyModel;
  ID: Scalars['ID']['output'];
  ApiKeyCreated: Omit<ApiKeyCreated, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  ApiKeyRevoked: Omit<ApiKeyRevoked, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  ApproveUserInput: ApproveUserInput;
  AuditConnection: AuditList;
  AuditEdge: AuditEntryModel;
  AuditEntry: AuditEntryModel;
  Int: Scalars['Int']['output'];
  AuditFilter: AuditFilter;
  AuditIntegrity: AuditIntegrity;
  BoundingBoxInput: BoundingBoxInput;
  Float: Scalars['Float']['output'];
  ChangeMemberInput: ChangeMemberInput;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolversUnionTypes<ResolversParentTypes>['ChangePasswordPayload'];
  ChangeUserPayload: ResolversUnionTypes<ResolversParentTypes>['ChangeUserPayload'];
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolversUnionTypes<ResolversParentTypes>['CreateApiKeyPayload'];
  CreateInvitationInput: CreateInvitationInput;
  CreateInvitationPayload: ResolversUnionTypes<ResolversParentTypes>['CreateInvitationPayload'];
  CreateOrganisationInput: CreateOrganisationInput;
  CreateOrganisationPayload: ResolversUnionTypes<ResolversParentTypes>['CreateOrganisationPayload'];
  CreatePasswordResetInput: CreatePasswordResetInput;
  CreatePasswordResetPayload: ResolversUnionTypes<ResolversParentTypes>['CreatePasswordResetPayload'];
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  InvalidInput: InvalidInput;
  Invitation: InvitationModel;
  InvitationCreated: Omit<InvitationCreated, 'invitation'> & { invitation: ResolversParentTypes['Invitation'] };
  InvitationRevoked: InvitationRevoked;
  LockedOut: LockedOut;
  Mutation: Record<PropertyKey, never>;
  Organisation: OrganisationModel;
  OrganisationCreated: Omit<OrganisationCreated, 'organisation'> & { organisation: ResolversParentTypes['Organisation'] };
  PageInfo: PageInfo;
  PasswordChanged: PasswordChanged;
  PasswordResetCreated: PasswordResetCreated;
  Query: Record<PropertyKey, never>;
  RefreshInput: RefreshInput;
  RefreshPayload: ResolversUnionTypes<ResolversParentTypes>['RefreshPayload'];
  Refused: Refused;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolversUnionTypes<ResolversParentTypes>['ResetPasswordPayload'];
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolversUnionTypes<ResolversParentTypes>['RevokeApiKeyPayload'];
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: ResolversUnionTypes<ResolversParentTypes>['RevokeInvitationPayload'];
  RotateSigningKeyPayload: ResolversUnionTypes<ResolversParentTypes>['RotateSigningKeyPayload'];
  Session: SessionModel;
  SetMembershipInput: SetMembershipInput;
  SetRoleInput: SetRoleInput;
  SetUpInput: SetUpInput;
  SetUpPayload: ResolversUnionTypes<ResolversParentTypes>['SetUpPayload'];
  SignInInput: SignInInput;
  SignInPayload: ResolversUnionTypes<ResolversParentTypes>['SignInPayload'];
  SignOutPayload: ResolversUnionTypes<ResolversParentTypes>['SignOutPayload'];
  SignUpInput: SignUpInput;
  SignUpPayload: ResolversUnionTypes<ResolversParentTypes>['SignUpPayload'];
  SignUpReceived: SignUpReceived;
  SignedIn: Omit<SignedIn, 'user'> & { user: ResolversParentTypes['User'] };
  SignedOut: SignedOut;
  SigningKeyRotated: SigningKeyRotated;
  Subscription: Record<PropertyKey, never>;
  SuspendUserInput: SuspendUserInput;
  User: AccountModel;
  UserChanged: ChangedUser;
  UserConnection: UserList;
  UserEdge: AccountModel;
  UserFilter: UserFilter;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = AuthContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccessNewsResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['AccessNews'] = ResolversParentTypes['AccessNews']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networks?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['KeyScope']>, ParentType, ContextType>;
};

export type ApiKeyCreatedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ApiKeyCreated'] = ResolversParentTypes['ApiKeyCreated']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyRevokedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ApiKeyRevoked'] = ResolversParentTypes['ApiKeyRevoked']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditIntegrityResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['AuditIntegrity'] = ResolversParentTypes['AuditIntegrity']> = {
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstBroken?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  head?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isIntact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'LockedOut' | 'PasswordChanged' | 'Refused', ParentType, ContextType>;
};

export type ChangeUserPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ChangeUserPayload'] = ResolversParentTypes['ChangeUserPayload']> = {
  __resolveType: TypeResolveFn<'Refused' | 'UserChanged', ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  __resolveType: TypeResolveFn<'ApiKeyCreated' | 'InvalidInput' | 'Refused', ParentType, ContextType>;
};

export type CreateInvitationPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['CreateInvitationPayload'] = ResolversParentTypes['CreateInvitationPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'InvitationCreated' | 'Refused', ParentType, ContextType>;
};

export type CreateOrganisationPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['CreateOrganisationPayload'] = ResolversParentTypes['CreateOrganisationPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'OrganisationCreated' | 'Refused', ParentType, ContextType>;
};

export type CreatePasswordResetPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['CreatePasswordResetPayload'] = ResolversParentTypes['CreatePasswordResetPayload']> = {
  __resolveType: TypeResolveFn<'PasswordResetCreated' | 'Refused', ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type InvalidInputResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['OrganisationRole'], ParentType, ContextType>;
};

export type InvitationCreatedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['InvitationCreated'] = ResolversParentTypes['InvitationCreated']> = {
  invitation?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationRevokedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['InvitationRevoked'] = ResolversParentTypes['InvitationRevoked']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LockedOutResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['LockedOut'] = ResolversParentTypes['LockedOut']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  approveUser?: Resolver<ResolversTypes['ChangeUserPayload'], ParentType, ContextType, RequireFields<MutationApproveUserArgs, 'input'>>;
  changeMember?: Resolver<ResolversTypes['ChangeUserPayload'], ParentType, ContextType, RequireFields<MutationChangeMemberArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['ChangePasswordPayload'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['CreateApiKeyPayload'], ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createInvitation?: Resolver<ResolversTypes['CreateInvitationPayload'], ParentType, ContextType, RequireFields<MutationCreateInvitationArgs, 'input'>>;
  createOrganisation?: Resolver<ResolversTypes['CreateOrganisationPayload'], ParentType, ContextType, RequireFields<MutationCreateOrganisationArgs, 'input'>>;
  createPasswordReset?: Resolver<ResolversTypes['CreatePasswordResetPayload'], ParentType, ContextType, RequireFields<MutationCreatePasswordResetArgs, 'input'>>;
  refresh?: Resolver<ResolversTypes['RefreshPayload'], ParentType, ContextType, RequireFields<MutationRefreshArgs, 'input'>>;
  resetPassword?: Resolver<ResolversTypes['ResetPasswordPayload'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  revokeApiKey?: Resolver<ResolversTypes['RevokeApiKeyPayload'], ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeInvitation?: Resolver<ResolversTypes['RevokeInvitationPayload'], ParentType, ContextType, RequireFields<MutationRevokeInvitationArgs, 'input'>>;
  rotateSigningKey?: Resolver<ResolversTypes['RotateSigningKeyPayload'], ParentType, ContextType>;
  setMembership?: Resolver<ResolversTypes['ChangeUserPayload'], ParentType, ContextType, RequireFields<MutationSetMembershipArgs, 'input'>>;
  setRole?: Resolver<ResolversTypes['ChangeUserPayload'], ParentType, ContextType, RequireFields<MutationSetRoleArgs, 'input'>>;
  setUp?: Resolver<ResolversTypes['SetUpPayload'], ParentType, ContextType, RequireFields<MutationSetUpArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  signOutEverywhere?: Resolver<ResolversTypes['SignOutPayload'], ParentType, ContextType>;
  signUp?: Resolver<ResolversTypes['SignUpPayload'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  suspendUser?: Resolver<ResolversTypes['ChangeUserPayload'], ParentType, ContextType, RequireFields<MutationSuspendUserArgs, 'input'>>;
};

export type OrganisationResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Organisation'] = ResolversParentTypes['Organisation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitations?: Resolver<Array<ResolversTypes['Invitation']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrganisationCreatedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['OrganisationCreated'] = ResolversParentTypes['OrganisationCreated']> = {
  organisation?: Resolver<ResolversTypes['Organisation'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PasswordChangedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['PasswordChanged'] = ResolversParentTypes['PasswordChanged']> = {
  endedSessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PasswordResetCreatedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['PasswordResetCreated'] = ResolversParentTypes['PasswordResetCreated']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiKeys?: Resolver<Maybe<Array<ResolversTypes['ApiKey']>>, ParentType, ContextType, Partial<QueryApiKeysArgs>>;
  auditIntegrity?: Resolver<Maybe<ResolversTypes['AuditIntegrity']>, ParentType, ContextType>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditConnection']>, ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first'>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType, RequireFields<QueryOrganisationArgs, 'id'>>;
  organisations?: Resolver<Maybe<Array<ResolversTypes['Organisation']>>, ParentType, ContextType>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export type RefreshPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['RefreshPayload'] = ResolversParentTypes['RefreshPayload']> = {
  __resolveType: TypeResolveFn<'LockedOut' | 'Refused' | 'SignedIn', ParentType, ContextType>;
};

export type RefusedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Refused'] = ResolversParentTypes['Refused']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['RefusalReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'LockedOut' | 'PasswordChanged' | 'Refused', ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  __resolveType: TypeResolveFn<'ApiKeyRevoked' | 'Refused', ParentType, ContextType>;
};

export type RevokeInvitationPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['RevokeInvitationPayload'] = ResolversParentTypes['RevokeInvitationPayload']> = {
  __resolveType: TypeResolveFn<'InvitationRevoked' | 'Refused', ParentType, ContextType>;
};

export type RotateSigningKeyPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['RotateSigningKeyPayload'] = ResolversParentTypes['RotateSigningKeyPayload']> = {
  __resolveType: TypeResolveFn<'SigningKeyRotated', ParentType, ContextType>;
};

export type SessionResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SetUpPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SetUpPayload'] = ResolversParentTypes['SetUpPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'LockedOut' | 'Refused' | 'SignedIn', ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'LockedOut' | 'Refused' | 'SignedIn', ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  __resolveType: TypeResolveFn<'SignedOut', ParentType, ContextType>;
};

export type SignUpPayloadResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignUpPayload'] = ResolversParentTypes['SignUpPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'LockedOut' | 'Refused' | 'SignUpReceived', ParentType, ContextType>;
};

export type SignUpReceivedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignUpReceived'] = ResolversParentTypes['SignUpReceived']> = {
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignedInResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignedIn'] = ResolversParentTypes['SignedIn']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SignedOutResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SignedOut'] = ResolversParentTypes['SignedOut']> = {
  sessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SigningKeyRotatedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['SigningKeyRotated'] = ResolversParentTypes['SigningKeyRotated']> = {
  kid?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousVerifiesUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  accessNews?: SubscriptionResolver<ResolversTypes['AccessNews'], "accessNews", ParentType, ContextType>;
};

export type UserResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organisation?: Resolver<Maybe<ResolversTypes['Organisation']>, ParentType, ContextType>;
  organisationRole?: Resolver<Maybe<ResolversTypes['OrganisationRole']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AccountRole'], ParentType, ContextType>;
  sessions?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AccountStatus'], ParentType, ContextType>;
};

export type UserChangedResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['UserChanged'] = ResolversParentTypes['UserChanged']> = {
  remainingKeys?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = AuthContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type Resolvers<ContextType = AuthContext> = {
  AccessNews?: AccessNewsResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyCreated?: ApiKeyCreatedResolvers<ContextType>;
  ApiKeyRevoked?: ApiKeyRevokedResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditIntegrity?: AuditIntegrityResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangeUserPayload?: ChangeUserPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateInvitationPayload?: CreateInvitationPayloadResolvers<ContextType>;
  CreateOrganisationPayload?: CreateOrganisationPayloadResolvers<ContextType>;
  CreatePasswordResetPayload?: CreatePasswordResetPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationCreated?: InvitationCreatedResolvers<ContextType>;
  InvitationRevoked?: InvitationRevokedResolvers<ContextType>;
  LockedOut?: LockedOutResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Organisation?: OrganisationResolvers<ContextType>;
  OrganisationCreated?: OrganisationCreatedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PasswordChanged?: PasswordChangedResolvers<ContextType>;
  PasswordResetCreated?: PasswordResetCreatedResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshPayload?: RefreshPayloadResolvers<ContextType>;
  Refused?: RefusedResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RevokeInvitationPayload?: RevokeInvitationPayloadResolvers<ContextType>;
  RotateSigningKeyPayload?: RotateSigningKeyPayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SetUpPayload?: SetUpPayloadResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  SignUpPayload?: SignUpPayloadResolvers<ContextType>;
  SignUpReceived?: SignUpReceivedResolvers<ContextType>;
  SignedIn?: SignedInResolvers<ContextType>;
  SignedOut?: SignedOutResolvers<ContextType>;
  SigningKeyRotated?: SigningKeyRotatedResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserChanged?: UserChangedResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = AuthContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
