export interface Place {
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** IUGG mean radius, as the sensors' own distances use. */
const earthRadiusKm = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres between two places, along the great circle (haversine). */
export const distanceKm = (a: Place, b: Place): number => {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const h = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** Degrees of latitude that are at least this far, whatever the longitude. */
export const latitudeReach = (km: number): number => ((km / earthRadiusKm) * 180) / Math.PI + 1e-9;

/** null where a coordinate is unknown. */
export const placeOf = (at: {
  readonly latitude: number | null;
  readonly longitude: number | null;
}): Place | null =>
  at.latitude === null || at.longitude === null ? null : { latitude: at.latitude, longitude: at.longitude };
