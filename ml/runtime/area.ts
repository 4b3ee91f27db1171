import { z } from 'zod';
import { distanceKm, type Place } from './distance.ts';

/** A circle in which something may be served; null: anywhere. */
export const area = z
  .object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    radiusKm: z.number().positive(),
  })
  .nullable();
export type Area = z.infer<typeof area>;

/** What has no place, or one that is no number, is in no circle. */
export const isWithin = (where: Area, place: Place | null): boolean =>
  where === null || (place !== null && distanceKm(place, where) <= where.radiusKm);
