/** Every suggestion of graphql-js has this form; names hold no question mark. */
const hint = / Did you mean [^?]*\?/g;

/** A message of graphql-js without its "did you mean", which would tell names of the schema to those who guess. */
export const withoutHints = (message: string): string => message.replace(hint, '');
