import { Prisma, type AlertReceiver as Row } from '@aqmrg/prisma/client/client.ts';
import type { ChannelName, Language, QuietHours, Receiver } from '../../domain/notify/receiver.ts';

const msOf = (at: Date | null): number | null => at?.getTime() ?? null;
const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

export const receiverOf = (row: Omit<Row, 'sealed'>): Receiver => ({
  id: row.id,
  revision: row.revision,
  organisation: row.organisationId,
  name: row.name,
  channel: row.channel as ChannelName,
  address: row.address,
  language: row.language as Language,
  timeZone: row.timeZone,
  quietHours: row.quietHours as unknown as QuietHours | null,
  capPerHour: row.capPerHour,
  takesReplays: row.takesReplays,
  isEnabled: row.isEnabled,
  confirmedAt: msOf(row.confirmedAt),
  unsubscribedAt: msOf(row.unsubscribedAt),
  createdBy: row.createdById,
  createdAt: row.createdAt.getTime(),
});

/** The columns that change; `sealed` stands beside them. */
export const columnsOf = (receiver: Receiver) => ({
  revision: receiver.revision,
  name: receiver.name,
  address: receiver.address,
  language: receiver.language,
  timeZone: receiver.timeZone,
  quietHours:
    receiver.quietHours === null ? Prisma.DbNull : (receiver.quietHours as unknown as Prisma.InputJsonValue),
  capPerHour: receiver.capPerHour,
  takesReplays: receiver.takesReplays,
  isEnabled: receiver.isEnabled,
  confirmedAt: dateOf(receiver.confirmedAt),
  unsubscribedAt: dateOf(receiver.unsubscribedAt),
});
