import type { Sent } from './channel.ts';

export const sent: Sent = { kind: 'SENT' };
export const refused = (fault: string): Sent => ({ kind: 'REFUSED', fault });
export const later = (fault: string, afterMs: number | null = null): Sent => ({
  kind: 'LATER',
  fault,
  afterMs,
});

const dayMs = 86_400_000;

/** How long a receiver asks to be left alone, a day at most: seconds or a date, as HTTP has it (RFC 9110, 10.2.3). Null where it asks for nothing that can be read. */
export const retryAfterMs = (header: string | undefined, now: number): number | null => {
  const text = header?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, dayMs) : null;
};
