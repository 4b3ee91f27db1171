/** What a rule is judged about: a sensor's air, or the recorded air that it repeats, which never mix. Empty for an area. */
export const subjectOf = (sensorId: string, isReplayed: boolean): string =>
  isReplayed ? `${sensorId} (replayed)` : sensorId;

/** Both of a sensor. */
export const subjectsOf = (sensorId: string): readonly string[] => [
  subjectOf(sensorId, false),
  subjectOf(sensorId, true),
];

export const ofArea = '';
