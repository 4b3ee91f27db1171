import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Telling } from '../../domain/rule/rule.ts';
import { type NewDelivery, rowOf } from '../notify/delivery-rows.ts';
import { groupsIn } from '../notify/groups.ts';
import { incidentsIn } from '../notify/incidents.ts';
import { columnsOf, receiverOf } from './receiver-rows.ts';

/** As many as an organisation keeps. */
export const mostReceivers = 100;

/** "recv": with the organisation, the same for every process of this room. */
const lockNumber = 0x72656376;

/** A receiver with what is kept sealed of it. */
export interface SealedReceiver {
  readonly receiver: Receiver;
  readonly sealed: string;
}

export interface Change extends SealedReceiver {
  /** To be sent with the change. */
  readonly deliveries: readonly NewDelivery[];
  /** It can be told from now on and could not before: what goes on is told as if it were new. */
  readonly beginsAnew: boolean;
  readonly now: EpochMs;
}

const without = (telling: Telling, id: string): Telling => ({
  ...telling,
  receiverIds: telling.receiverIds.filter((one) => one !== id),
  escalation: telling.escalation
    .map((step) => ({ ...step, receiverIds: step.receiverIds.filter((one) => one !== id) }))
    .filter(({ receiverIds }) => receiverIds.length > 0),
});

/** Out of every rule of its organisation and of the house that names it. */
const takeOutOfRules = async (
  tx: Prisma.TransactionClient,
  { id, organisation }: Pick<Receiver, 'id' | 'organisation'>,
): Promise<void> => {
  const rows = await tx.$queryRaw<{ id: string; telling: Telling }[]>`
    SELECT id, definition->'telling' AS telling FROM alerts.alert_rule
    WHERE (organisation_id = ${organisation} OR organisation_id IS NULL) AND deleted_at IS NULL
      AND JSONB_PATH_EXISTS(definition->'telling', '$.**.receiverIds[*] ? (@ == $id)', JSONB_BUILD_OBJECT('id', ${id}::text))
    ORDER BY id FOR NO KEY UPDATE`;
  for (const row of rows)
    await tx.$executeRaw`
      UPDATE alerts.alert_rule
      SET definition = JSONB_SET(definition, '{telling}', ${JSON.stringify(without(row.telling, id))}::jsonb)
      WHERE id = ${row.id}`;
  if (rows.length > 0)
    await tx.$executeRaw`
      INSERT INTO alerts.alert_rulebook (id, revision) VALUES (1, 1)
      ON CONFLICT (id) DO UPDATE SET revision = alert_rulebook.revision + 1`;
};

/** Receivers of organisations; those that were taken away are not found. */
export const openReceivers = ({ client }: Pick<Database, 'client'>) => ({
  /** By their names. */
  async list(organisationId: string): Promise<readonly Receiver[]> {
    const rows = await client.alertReceiver.findMany({
      where: { organisationId, deletedAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: mostReceivers,
      omit: { sealed: true },
    });
    return rows.map(receiverOf);
  },

  async byIds(ids: readonly string[]): Promise<readonly Receiver[]> {
    const rows = await client.alertReceiver.findMany({
      where: { id: { in: [...ids] }, deletedAt: null },
      omit: { sealed: true },
    });
    return rows.map(receiverOf);
  },

  async find(id: string): Promise<SealedReceiver | null> {
    const row = await client.alertReceiver.findFirst({ where: { id, deletedAt: null } });
    return row === null ? null : { receiver: receiverOf(row), sealed: row.sealed };
  },

  /** False where its organisation has as many as it may. */
  add({ receiver, sealed, deliveries }: Omit<Change, 'beginsAnew' | 'now'>): Promise<boolean> {
    const { id, organisation: organisationId, channel, createdBy: createdById, createdAt } = receiver;
    return client.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${organisationId}))`;
      const count = await tx.alertReceiver.count({ where: { organisationId, deletedAt: null } });
      if (count >= mostReceivers) return false;
      const row = { id, organisationId, channel, createdById, createdAt: new Date(createdAt), sealed };
      await tx.alertReceiver.create({ data: { ...columnsOf(receiver), ...row }, select: { id: true } });
      await tx.alertDelivery.createMany({ data: deliveries.map(rowOf) });
      return true;
    });
  },

  /** Puts a receiver in the place of its revision before; false where that was no longer the newest. */
  change({ receiver, sealed, deliveries, beginsAnew, now }: Change): Promise<boolean> {
    const { id, revision, organisation } = receiver;
    return client.$transaction(async (tx) => {
      // what is locked first stays the same for all: incidents, groups, receivers
      if (beginsAnew) {
        await incidentsIn(tx).unheed(organisation, now);
        await groupsIn(tx).removeOf(id);
      }
      const { count } = await tx.alertReceiver.updateMany({
        where: { id, revision: revision - 1, deletedAt: null },
        data: { ...columnsOf(receiver), sealed },
      });
      if (count > 0) await tx.alertDelivery.createMany({ data: deliveries.map(rowOf) });
      return count > 0;
    });
  },

  /** Takes it away, out of every rule; what waits for it is dropped. */
  async remove({ id, organisation }: Pick<Receiver, 'id' | 'organisation'>, now: EpochMs): Promise<void> {
    await client.$transaction(async (tx) => {
      await takeOutOfRules(tx, { id, organisation });
      await groupsIn(tx).removeOf(id);
      await tx.alertReceiver.updateMany({
        where: { id, deletedAt: null },
        data: { deletedAt: new Date(now), sealed: '' },
      });
      await tx.alertDelivery.updateMany({
        where: { receiverId: id, state: { in: ['QUEUED', 'RETRYING', 'HELD'] } },
        data: { state: 'DROPPED', nextAt: null, fault: 'The receiver was taken away.' },
      });
    });
  },
});

export type Receivers = ReturnType<typeof openReceivers>;
