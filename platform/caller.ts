export const roles = ['PUBLIC', 'AUTHENTICATED', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

/** Who asks. It is in every context, in process and over HTTP; nothing else decides access. */
export interface Caller {
  readonly kind: 'anonymous' | 'user' | 'key' | 'service';
  /** Stable name for logs and provenance: `admin-token`, `service:replay`. */
  readonly id: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly scopes: readonly string[];
}

export const anonymous: Caller = {
  kind: 'anonymous',
  id: 'anonymous',
  role: 'PUBLIC',
  organisation: null,
  scopes: [],
};

/** One of our own rooms, acting on nobody's behalf. Never made from what came over the network. */
export const service = (name: string): Caller => ({
  kind: 'service',
  id: `service:${name}`,
  role: 'ADMIN',
  organisation: null,
  scopes: ['ingest', 'read'],
});

export const hasRole = (caller: Caller, role: Role): boolean =>
  roles.indexOf(caller.role) >= roles.indexOf(role);
