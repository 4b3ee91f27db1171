/** A position, WGS 84, degrees: north −90 to 90, east −180 to 180. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** A box in degrees. It crosses the 180th meridian where west > east. */
export interface BoundingBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** A circle on the sphere. */
export interface Circle {
  readonly lat: number;
  readonly lon: number;
  readonly radiusKm: number;
}

/**
 * Mean radius R1 = (2a + b) / 3 of the Earth's ellipsoid, kilometres.
 * Moritz, H. (2000), Geodetic Reference System 1980, Journal of Geodesy 74, 128–133; WGS 84 gives the same to the metre.
 */
export const earthRadiusKm = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/**
 * Great-circle distance on a sphere, kilometres, by the haversine formula; at most 0.56 % off the ellipsoid's geodesic.
 * Sinnott, R. W. (1984), Virtues of the Haversine, Sky and Telescope 68 (2), 159.
 */
export const distanceKm = (a: GeoPoint, b: GeoPoint): number => {
  const halfLat = Math.sin(radians(b.latitude - a.latitude) / 2);
  const halfLon = Math.sin(radians(b.longitude - a.longitude) / 2);
  const h = halfLat ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfLon ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
};

const wrapped = (longitude: number): number =>
  longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;

/** Wider than rounding, narrower than a metre: the box must never be the one to shut a point out. */
const marginDegrees = 1e-6;

/**
 * The smallest box around a circle, a hair wider. All longitudes where the circle holds a pole.
 * Meridians touch the circle at asin(sin δ / cos φ), not at δ / cos φ: Matuschek, J. P. (2010), Finding Points Within a
 * Distance of a Latitude/Longitude Using Bounding Coordinates, §3.3.
 */
export const boxAround = ({ lat, lon, radiusKm }: Circle): BoundingBox => {
  const angle = radiusKm / earthRadiusKm;
  const south = lat - degrees(angle) - marginDegrees;
  const north = lat + degrees(angle) + marginDegrees;
  const parallels = { south: Math.max(-90, south), north: Math.min(90, north) };
  if (south <= -90 || north >= 90) return { ...parallels, west: -180, east: 180 };
  const halfWidth = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(lat))))) + marginDegrees;
  return { ...parallels, west: wrapped(lon - halfWidth), east: wrapped(lon + halfWidth) };
};

/** The meridian at 180° has two names, and a box that ends there holds both. */
const onAntimeridian = (longitude: number): boolean => Math.abs(longitude) === 180;

/** The spans of longitude of a box, each with west ≤ east: two or more where it touches the 180th meridian. */
export const longitudeSpans = ({ west, east }: BoundingBox): readonly (readonly [number, number])[] => {
  if (west > east) {
    return [
      [west, 180],
      [-180, east],
    ];
  }
  const spans: (readonly [number, number])[] = [[west, east]];
  if (onAntimeridian(east) && west > -180) spans.push([-180, -180]);
  if (onAntimeridian(west) && east < 180) spans.push([180, 180]);
  return spans;
};
