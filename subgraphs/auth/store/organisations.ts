import { Prisma, type Organisation as Row } from '@aqmrg/prisma/client/client.ts';
import type { Account } from '../domain/account.ts';
import type { Organisation } from '../domain/organisation.ts';
import { accountOf, type Client } from './accounts.ts';

const { sql } = Prisma;

/** Lists that are never paged have an end. */
const mostOrganisations = 1_000;
const mostMembers = 1_000;

const organisationOf = ({ createdAt, ...row }: Row): Organisation => ({
  ...row,
  createdAt: createdAt.getTime(),
});

type MemberRow = Omit<Parameters<typeof accountOf>[0], 'createdAt'> & { readonly createdAtMs: number };

const memberColumns = sql`
  a.id, a.email, a.name, a.role, a.status, a.organisation_id AS "organisationId", a.organisation_role AS "organisationRole",
  (EXTRACT(EPOCH FROM a.created_at) * 1000)::float8 AS "createdAtMs"`;

export const openOrganisations = ({ client }: { readonly client: Client }) => ({
  async byIds(ids: readonly string[]): Promise<Organisation[]> {
    return (await client.organisation.findMany({ where: { id: { in: [...ids] } } })).map(organisationOf);
  },

  /** In the order of their names. */
  async all(): Promise<Organisation[]> {
    const rows = await client.organisation.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: mostOrganisations,
    });
    return rows.map(organisationOf);
  },

  /** False where the id is taken. */
  async add({ createdAt, ...organisation }: Organisation): Promise<boolean> {
    const { count } = await client.organisation.createMany({
      data: [{ ...organisation, createdAt: new Date(createdAt) }],
      skipDuplicates: true,
    });
    return count === 1;
  },

  /** Of many organisations at once; of each in the order of their names. */
  async membersOf(ids: readonly string[]): Promise<Map<string, Account[]>> {
    const rows = await client.$queryRaw<MemberRow[]>`
      SELECT members.* FROM UNNEST(${[...ids]}::text[]) AS o (id)
      CROSS JOIN LATERAL (
        SELECT ${memberColumns} FROM auth.account a WHERE a.organisation_id = o.id
        ORDER BY a.name, a.id LIMIT ${mostMembers}::int
      ) AS members
      ORDER BY members.name, members.id`;
    const members = rows.map(({ createdAtMs, ...row }) =>
      accountOf({ ...row, createdAt: new Date(createdAtMs) }),
    );
    const byOrganisation = Map.groupBy(members, ({ organisationId }) => organisationId as string);
    return new Map(ids.map((id) => [id, byOrganisation.get(id) ?? []]));
  },
});

export type Organisations = ReturnType<typeof openOrganisations>;
