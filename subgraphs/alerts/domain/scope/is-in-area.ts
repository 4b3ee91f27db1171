import { distanceKm, type GeoPoint, longitudeSpans } from '@aqmrg/platform/air-quality/geo.ts';
import type { Area } from '../rule/scope.ts';

/** Edges belong to it. A box crosses the 180th meridian where west > east. */
export const isInArea = (area: Area, place: GeoPoint): boolean => {
  if (area.kind === 'CIRCLE') return distanceKm(area, place) <= area.radiusKm;
  const { latitude, longitude } = place;
  return (
    area.south <= latitude &&
    latitude <= area.north &&
    longitudeSpans(area).some(([west, east]) => west <= longitude && longitude <= east)
  );
};
