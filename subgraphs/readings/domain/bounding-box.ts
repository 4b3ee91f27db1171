/** A box in degrees, WGS 84. It crosses the 180th meridian where west > east. */
export interface BoundingBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const lies = (longitude: number, { west, east }: BoundingBox): boolean =>
  west <= east ? west <= longitude && longitude <= east : west <= longitude || longitude <= east;

/** Edges belong to the box. The meridian at 180° has two names, and a box that ends there holds both. */
export const contains = (box: BoundingBox, { latitude, longitude }: Place): boolean =>
  box.south <= latitude &&
  latitude <= box.north &&
  (lies(longitude, box) || (Math.abs(longitude) === 180 && lies(-longitude, box)));

/** The edge at fault and why, or null where this is a box. */
export const boxFault = ({
  south,
  west,
  north,
  east,
}: BoundingBox): { readonly edge: keyof BoundingBox; readonly why: string } | null => {
  if (!(Math.abs(south) <= 90)) return { edge: 'south', why: `is -90 to 90 degrees, not ${south}` };
  if (!(Math.abs(north) <= 90)) return { edge: 'north', why: `is -90 to 90 degrees, not ${north}` };
  if (!(Math.abs(west) <= 180)) return { edge: 'west', why: `is -180 to 180 degrees, not ${west}` };
  if (!(Math.abs(east) <= 180)) return { edge: 'east', why: `is -180 to 180 degrees, not ${east}` };
  return south <= north ? null : { edge: 'north', why: `must not lie south of south, which is ${south}` };
};
