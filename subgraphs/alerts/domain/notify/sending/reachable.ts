import type { Receiver } from '../receiver.ts';

/** Why nothing of a receiver's rules is sent to it; null: all is. */
export const unreachable = ({
  channel,
  isEnabled,
  confirmedAt,
  unsubscribedAt,
}: Pick<Receiver, 'channel' | 'isEnabled' | 'confirmedAt' | 'unsubscribedAt'>): string | null => {
  if (!isEnabled) return 'The receiver is switched off.';
  if (unsubscribedAt !== null) return 'The address no longer wants to be told.';
  if (channel === 'EMAIL' && confirmedAt === null)
    return 'The address has not said yet that it wants to be told.';
  return null;
};
