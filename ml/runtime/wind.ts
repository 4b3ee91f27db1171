const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Where the wind blows to: WIND_U eastward and WIND_V northward, m/s, from its speed and the direction that it comes from.
 * NaN where either is missing.
 */
export const windComponents = (
  speed: Float64Array,
  direction: Float64Array,
): { readonly WIND_U: Float64Array; readonly WIND_V: Float64Array } => ({
  WIND_U: speed.map((ms, age) => -ms * Math.sin(radians(direction[age] ?? Number.NaN))),
  WIND_V: speed.map((ms, age) => -ms * Math.cos(radians(direction[age] ?? Number.NaN))),
});
