export const roles = ['PUBLIC', 'AUTHENTICATED', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

/** What a key may be made for. People hold what their role allows: all of these. */
export const scopes = ['ingest', 'read', 'export'] as const;
export type Scope = (typeof scopes)[number];

/** What a member may do in their organisation: an OWNER also invites, removes and revokes. */
export const organisationRoles = ['MEMBER', 'OWNER'] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

/** Who asks. It is in every context, in process and over HTTP; nothing else decides access. */
export interface Caller {
  readonly kind: 'anonymous' | 'user' | 'key' | 'service';
  /** Stable name for logs and provenance: an account's or a key's id, `service:replay`. */
  readonly id: string;
  readonly role: Role;
  readonly organisation: string | null;
  /** In the organisation; null for strangers, keys and services. */
  readonly organisationRole: OrganisationRole | null;
  readonly scopes: readonly string[];
  /** The networks that a key is bound to; null: bound to none in particular. */
  readonly networks: readonly string[] | null;
  /** The session behind a user's token. */
  readonly session: string | null;
}

export const anonymous: Caller = {
  kind: 'anonymous',
  id: 'anonymous',
  role: 'PUBLIC',
  organisation: null,
  organisationRole: null,
  scopes: [],
  networks: null,
  session: null,
};

/** One of our own rooms, acting on nobody's behalf. Never made from what came over the network without our own signature. */
export const service = (name: string): Caller => ({
  ...anonymous,
  kind: 'service',
  id: `service:${name}`,
  role: 'ADMIN',
  scopes,
});

export const hasRole = (caller: Caller, role: Role): boolean =>
  roles.indexOf(caller.role) >= roles.indexOf(role);
