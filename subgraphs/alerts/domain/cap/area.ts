import type { Published } from './published.ts';

/** Where it is: in words, and on the map as CAP has it, `latitude,longitude` in WGS 84. */
export interface CapArea {
  readonly description: string;
  /** The first corner again at the end. */
  readonly polygon: string | null;
  /** A middle and a radius in km. */
  readonly circle: string | null;
}

/** What one sensor stands for: EPA's neighbourhood scale begins at half a kilometre and ends at four (40 CFR 58, appendix D). */
const sensorRadiusKm = 1;

const corner = (latitude: number, longitude: number): string => `${latitude},${longitude}`;

/** Around its sensor; of sensors judged together, where their rule looks. */
export const areaOf = ({ incident, area }: Published, description: string): CapArea => {
  const { latitude, longitude, labels } = incident;
  const nowhere = { description, polygon: null, circle: null };
  if (latitude !== null && longitude !== null && (labels.sensorId !== null || area === null))
    return { ...nowhere, circle: `${corner(latitude, longitude)} ${sensorRadiusKm}` };
  if (labels.sensorId !== null || area === null) return nowhere;
  if (area.kind === 'CIRCLE')
    return { ...nowhere, circle: `${corner(area.latitude, area.longitude)} ${area.radiusKm}` };
  const { south, west, north, east } = area;
  const corners = [
    ...[corner(south, west), corner(north, west), corner(north, east), corner(south, east)],
    corner(south, west),
  ];
  return { ...nowhere, polygon: corners.join(' ') };
};
