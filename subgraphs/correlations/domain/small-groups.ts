/* Nothing is told of fewer days than a year has, nor of fewer events: neither says anything of health, and both may say something of somebody. */

export const fewestDays = 365;
export const fewestEvents = 100;

export const isTooSmall = (days: number, events: number): boolean =>
  days < fewestDays || events < fewestEvents;

/**
 * How many events are told: rounded down to hundreds. Exact ones of two groups that differ by a few days would tell by their difference how many events
 * fell on these: of two models, or of a series that is sent again each week.
 */
export const toldEvents = (events: number): number => Math.floor(events / fewestEvents) * fewestEvents;
