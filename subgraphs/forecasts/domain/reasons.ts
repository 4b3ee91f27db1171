/** Why a rung of the ladder did not serve, for people. */
const words: Readonly<Record<string, string>> = {
  NO_MODEL_FOR_QUANTITY: 'There is no model of this kind for this quantity.',
  MODEL_MISSING: 'A file of the model is not there.',
  MODEL_CORRUPT: 'A file of the model is not what its manifest says, so it is not used.',
  OUTSIDE_AREA: 'The sensor does not stand where this model was trained, or its place is not known.',
  INPUTS_MISSING:
    'Weather, other pollutants or neighbours that this model needs were not there in the last 24 hours.',
  TOO_LITTLE_HISTORY: 'The sensor has too few hours of the last week.',
  NO_RECENT_DATA: 'The sensor has no usable hour in the last 24.',
};

export const fallbackMessage = (reason: string): string => words[reason] ?? 'It could not be used.';

/** Why a sensor has no forecast of a quantity. */
export const unavailableReasons = [
  'NOT_MEASURED',
  'RETIRED',
  'NO_MODEL_FOR_QUANTITY',
  'NO_RECENT_DATA',
  'NOT_YET_ISSUED',
] as const;
export type UnavailableReason = (typeof unavailableReasons)[number];

export const unavailableMessages: Readonly<Record<UnavailableReason, string>> = {
  NOT_MEASURED: 'The sensor does not measure this quantity.',
  RETIRED: 'The sensor is retired.',
  NO_MODEL_FOR_QUANTITY: 'There is no model for this quantity.',
  NO_RECENT_DATA: 'The sensor told nothing usable of the last 24 hours: there is nothing to go on from.',
  NOT_YET_ISSUED:
    'None has been issued for this hour yet: one comes within the hour, unless its own history is too short to tell how sure it would be.',
};

/** What a rung is called where no model of ours stands on it. */
export const baselineIds: Readonly<Record<'CLIMATOLOGY' | 'PERSISTENCE' | 'NONE', string>> = {
  CLIMATOLOGY: 'climatology',
  PERSISTENCE: 'persistence',
  NONE: 'none',
};
