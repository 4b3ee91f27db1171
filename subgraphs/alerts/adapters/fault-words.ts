/** What kept an answer from coming, in words that name nothing of ours. */
const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'Its name is not known.',
  EAI_AGAIN: 'Its name could not be asked for.',
  ECONNREFUSED: 'Nobody answers there.',
  ECONNRESET: 'The connection was closed.',
  UND_ERR_SOCKET: 'The connection was closed.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection came about in time.',
  ETIMEDOUT: 'No connection came about in time.',
  EHOSTUNREACH: 'There is no way to it.',
  ENETUNREACH: 'There is no way to it.',
  EPIPE: 'The connection was closed.',
  UND_ERR_HEADERS_OVERFLOW: 'Its answer has too many headers.',
};

const codeOf = (error: unknown): string => {
  const { code, cause, name, errors } = error as {
    readonly code?: unknown;
    readonly cause?: unknown;
    readonly name?: string;
    readonly errors?: readonly unknown[];
  };
  if (typeof code === 'string') return code;
  if (errors?.[0] !== undefined) return codeOf(errors[0]);
  return cause === undefined || cause === null ? (name ?? '') : codeOf(cause);
};

/** Such as certificates that are not believed. */
const isOfTls = (code: string): boolean => /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code);

/** What went wrong with an exchange over the network, as a sentence: never the error's own text, which may hold an address with its secrets. */
export const networkFault = (error: unknown): string => {
  const code = codeOf(error);
  if (code === 'TimeoutError' || code === 'AbortError') return 'No answer came in time.';
  if (Object.hasOwn(words, code)) return words[code] as string;
  return isOfTls(code) ? 'Its certificate is not to be believed.' : 'The exchange broke off.';
};
