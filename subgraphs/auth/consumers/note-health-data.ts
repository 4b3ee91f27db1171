import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { healthDataUsed } from '@aqmrg/schema/events/correlations.ts';
import { noteTold, type ToldGround } from './note-told.ts';

/** Who brought, asked about, showed or took away an organisation's health data. */
export const noteHealthData = (ground: ToldGround): Consumer =>
  noteTold(ground, healthDataUsed, ({ by, from, action, healthSeriesId, organisation, details, usedAt }) => ({
    actor: by,
    address: from,
    action: `health-data-${action.toLowerCase()}`,
    subject: healthSeriesId,
    details: { ...details, organisation },
    at: usedAt,
  }));
