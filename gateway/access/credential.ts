type Params = Readonly<Record<string, unknown>> | undefined;

/**
 * What a client shows when it opens a WebSocket. Whatever stands there is judged: a credential of a wrong form makes no stranger. What is no
 * text is judged as an empty one, since not everything can be made a text, and `["Bearer …"]` would become a good one.
 */
export const credentialIn = (params: Params): string | undefined => {
  const shown = params?.authorization ?? params?.Authorization;
  if (shown === undefined || shown === null) return undefined;
  return typeof shown === 'string' ? shown : '';
};
