import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Notice } from '../notice.ts';

/** What people read of one message, and programs get of one: the rest is counted. */
const mostListed = 50;

export const listed = (
  incidents: readonly Incident[],
  more = 0,
): Pick<Notice, 'incidents' | 'more' | 'isReplayed'> => ({
  incidents: incidents.slice(0, mostListed),
  more: more + Math.max(0, incidents.length - mostListed),
  isReplayed: incidents.some(({ isReplayed }) => isReplayed),
});
