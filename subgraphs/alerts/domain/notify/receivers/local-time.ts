/** Minutes after midnight as people write them: `22:00`. */
export const localTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':');
