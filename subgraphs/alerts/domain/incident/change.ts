import type { AlertChanged, Incident } from '@aqmrg/schema/events/alerts.ts';
import { isOpen } from './incident.ts';

/** What is told of an incident. `isFirst`: nothing was told of it before. What is over is told as over, also where nobody heard that it began. */
export const changeOf = (incident: Incident, isFirst: boolean): AlertChanged['change'] => {
  if (!isOpen(incident)) return 'RESOLVED';
  return isFirst || incident.revision === 1 ? 'RAISED' : 'UPDATED';
};
