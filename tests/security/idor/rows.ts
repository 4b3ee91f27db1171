import { setTimeout } from 'node:timers/promises';
import { type Tenant, tenants, type Who } from './callers.ts';
import { isAbove, isForMembersAlone } from './expected.ts';
import type { Asked } from './fields.ts';
import type { World } from './world.ts';

/** Everything of a tenant that a mutation could change, but for what changes by itself. */
const documentOf = (tenant: Tenant): string => `{
  organisation(id: "org-${tenant}") {
    name
    members { id email name role status organisationRole }
    invitations { id email role expiresAt }
  }
  apiKeys(organisationId: "org-${tenant}") { id name scopes networks createdBy { id } expiresAt revokedAt }
  networks { id name maker organisationId }
  site(id: "site-${tenant}") { name location { latitude longitude } timeZone country city }
  sensors(filter: { network: "net-${tenant}" }, first: 500) {
    nodes {
      id name network { id } site { id } kind maker model externalIds { system id } location { latitude longitude }
      country isMobile quantities variant reportingInterval tags timeZone license attribution deployedFrom deployedTo
      readings(quantity: PM25, from: "2024-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z", first: 5000) {
        nodes { periodStart value revision }
      }
    }
  }
}`;

/** The rows of a tenant, as an Admin sees them, once what was reported before has come to rest. */
export const rowsOf = async (
  { make, healthOf, alertsOf, exportsOf }: Pick<World, 'make' | 'healthOf' | 'alertsOf' | 'exportsOf'>,
  tenant: Tenant,
): Promise<string> => {
  const look = async (): Promise<string> => {
    const { networks, ...rest } = await make(documentOf(tenant));
    const own = (networks as { readonly id: string; readonly organisationId: string | null }[]).filter(
      ({ id, organisationId }) => id === `net-${tenant}` || organisationId === `org-${tenant}`,
    );
    const [health, alerts, exports] = [
      await healthOf(tenant),
      await alertsOf(tenant),
      await exportsOf(tenant),
    ];
    return JSON.stringify({ own, rest, health, alerts, exports });
  };
  let rows = await look();
  for (;;) {
    await setTimeout(30);
    const again = await look();
    if (again === rows) return rows;
    rows = again;
  }
};

/** Whose rows stay as they are, whatever comes of it: those of others, and where the table refuses, everybody's. */
export const guardedFrom = (who: Who, asked: Asked): readonly Tenant[] => {
  if (who.isShutOut || !asked.policy.allows(who.caller)) return tenants;
  return isAbove(who) && !isForMembersAlone(asked) ? [] : tenants.filter((tenant) => tenant !== who.tenant);
};
