import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { HealthColumn, HealthSeries, HealthValues } from '../domain/health/health-series.ts';
import { pack, unpack } from './health-values.ts';
import { columnOf, dateIn } from './local-date.ts';

/** As many as an organisation keeps. */
export const mostSeries = 100;

/** "heal": with the organisation, the same for every process of this room. */
const lockNumber = 0x6865616c;

/** Tells of what is to be done, before it is. Rejects where the log does not take it: then it is not done. */
type Tell = () => Promise<void>;

interface NewSeries {
  readonly series: HealthSeries;
  readonly values: HealthValues;
  readonly tell: Tell;
}

export type Kept =
  | { readonly kind: 'kept' | 'was-there'; readonly series: HealthSeries }
  | { readonly kind: 'too-many' };

/** Megabytes of rows are read where models need them alone. */
const withoutRows = { content: true } as const;
type Row = Prisma.HealthSeriesGetPayload<{ omit: typeof withoutRows }>;

const seriesOf = ({ firstDay, uploadedAt, columns, ...row }: Row): HealthSeries => ({
  ...row,
  firstDay: dateIn(firstDay),
  columns: columns as unknown as readonly HealthColumn[],
  uploadedAt: uploadedAt.getTime(),
});

/** Uploads and questions wait for those before them. */
export const waiting = { timeout: 30_000, maxWait: 30_000 } as const;

/** The health series of organisations. Every method but `values` answers for one organisation alone. */
export const openHealthSeries = ({ client }: Pick<Database, 'client'>) => ({
  /**
   * Keeps a series once, whoever of its organisation sends it again. One upload of an organisation after the other, in all processes: of two that are the
   * same the second finds the first, and two that are not are both counted.
   */
  async keep({ series, values, tell }: NewSeries): Promise<Kept> {
    const content = await pack(values);
    const { organisationId, contentHash } = series;
    return client.$transaction(async (transaction): Promise<Kept> => {
      await transaction.$executeRaw`
        SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisationId}))`;
      const known = await transaction.healthSeries.findUnique({
        where: { organisationId_contentHash: { organisationId, contentHash } },
        omit: withoutRows,
      });
      if (known !== null) return { kind: 'was-there', series: seriesOf(known) };
      const count = await transaction.healthSeries.count({ where: { organisationId } });
      if (count >= mostSeries) return { kind: 'too-many' };
      await tell();
      const { firstDay, uploadedAt, columns, ...row } = series;
      await transaction.healthSeries.create({
        data: {
          ...row,
          content,
          firstDay: columnOf(firstDay),
          columns: columns as unknown as Prisma.InputJsonValue,
          uploadedAt: new Date(uploadedAt),
        },
        select: { id: true },
      });
      return { kind: 'kept', series };
    }, waiting);
  },

  /** Newest first. */
  async list(organisationId: string): Promise<readonly HealthSeries[]> {
    const rows = await client.healthSeries.findMany({
      where: { organisationId },
      omit: withoutRows,
      orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
      take: mostSeries,
    });
    return rows.map(seriesOf);
  },

  /** Null where the organisation has none of this id. */
  async find(id: string, organisationId: string): Promise<HealthSeries | null> {
    const row = await client.healthSeries.findFirst({ where: { id, organisationId }, omit: withoutRows });
    return row === null ? null : seriesOf(row);
  },

  /** Some of its columns, for models alone: nobody is shown these. Null where there is no such series. */
  async values(id: string, columns: readonly string[]): Promise<HealthValues | null> {
    const row = await client.healthSeries.findUnique({ where: { id }, select: { content: true } });
    return row === null ? null : unpack(row.content, columns);
  },

  /** With what was found in it. False where the organisation has none of this id. */
  remove(id: string, organisationId: string, tell: Tell): Promise<boolean> {
    return client.$transaction(async (transaction) => {
      const rows = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM correlations.health_series
        WHERE id = ${id} AND organisation_id = ${organisationId} FOR UPDATE`;
      if (rows.length === 0) return false;
      await tell();
      await transaction.healthSeries.delete({ where: { id }, select: { id: true } });
      return true;
    }, waiting);
  },
});

export type HealthSeriesStore = ReturnType<typeof openHealthSeries>;
