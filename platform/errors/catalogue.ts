/**
 * Every error that a client can see: its code, the HTTP status where it answers a whole request, and what to do next.
 * Codes are part of the graph's contract: add, never rename.
 */
export const catalogue = {
  BAD_INPUT: { status: 400, next: 'Correct the named field and send it again.' },
  MALFORMED_BODY: { status: 400, next: 'Send valid JSON, a JSON array or one JSON object a line.' },
  TRUNCATED_BODY: { status: 400, next: 'The compressed body ended early; send it again whole.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    next: 'Send a type that the message names, plain or gzip.',
  },
  MALFORMED_REQUEST: { status: 400, next: 'Send HTTP/1.1 as its standard has it.' },
  SLOW_REQUEST: { status: 408, next: 'Send the whole request without pauses.' },
  METHOD_NOT_ALLOWED: { status: 405, next: 'Use a method that Allow names.' },
  NOT_ACCEPTABLE: {
    status: 406,
    next: 'Accept application/json or application/graphql-response+json. Events come over WebSocket (graphql-transport-ws) at /graphql.',
  },
  HEADERS_TOO_LARGE: { status: 431, next: 'Send fewer or shorter headers.' },
  BODY_TOO_LARGE: { status: 413, next: 'Split the body into smaller calls.' },
  TOO_MANY_ROWS: { status: 413, next: 'Split the rows into several calls.' },
  UNAUTHENTICATED: { status: 401, next: 'Send a valid token: Authorization: Bearer <token>.' },
  TOKEN_EXPIRED: { status: 401, next: 'Ask for a new token with your refresh token, or sign in again.' },
  AUTH_UNAVAILABLE: {
    status: 503,
    next: 'Try again in a few seconds. Public data need no token: leave it out.',
  },
  RATE_LIMITED: { status: 429, next: 'Wait for the seconds that Retry-After and retryAfterSeconds name.' },
  FORBIDDEN: { status: 403, next: 'Ask for a role or scope that allows this.' },
  NOT_FOUND: { status: 404, next: 'Check the id or address.' },
  GONE: { status: 410, next: 'It does not come back: ask for a new one.' },
  PRECONDITION_FAILED: { status: 412, next: 'It is another one by now: begin anew, without the condition.' },
  RANGE_NOT_SATISFIABLE: { status: 416, next: 'Ask for bytes inside the length that Content-Range names.' },
  CONFLICT: { status: 409, next: 'Read the current state and try again.' },
  OVERLOADED: {
    status: 429,
    next: 'Wait for the seconds that Retry-After and retryAfterSeconds name, then send it again.',
  },
  STORAGE_FULL: { status: 507, next: 'Nothing was stored. Free disk space, then send it again.' },
  QUERY_TOO_LONG: { status: 400, next: 'Send a shorter document, or several.' },
  QUERY_TOO_DEEP: { status: 400, next: 'Nest fewer fields.' },
  QUERY_TOO_COSTLY: {
    status: 400,
    next: 'Ask for fewer items: smaller `first`, a shorter span, fewer lists in lists.',
  },
  TOO_MANY_ALIASES: { status: 400, next: 'Use fewer aliases; lists and several requests answer the same.' },
  TOO_MANY_DIRECTIVES: { status: 400, next: 'Use fewer directives.' },
  TOO_MANY_ROOT_FIELDS: { status: 400, next: 'Send several requests.' },
  TOO_MANY_SUBSCRIPTIONS: {
    status: 429,
    next: 'End some of them, or ask for more in one: a filter takes 1,000 sensors.',
  },
  TOO_SLOW: {
    status: 408,
    next: 'Subscribe again with after: the cursor given here, and read faster or ask for less.',
  },
  DOCUMENT_NOT_TRUSTED: { status: 400, next: 'Send the id of a document that this graph knows.' },
  BATCH_REFUSED: { status: 400, next: 'Send one operation a request.' },
  DEADLINE_EXCEEDED: { status: 504, next: 'Ask for less at once, or try again later.' },
  SUBGRAPH_UNAVAILABLE: { status: 503, next: 'The other fields are whole; try again later for these.' },
  SHUTTING_DOWN: { status: 503, next: 'Connect again; another process will answer.' },
  INTERNAL: { status: 500, next: 'Try again later; if it stays, report the request id.' },
} as const;

export type ErrorCode = keyof typeof catalogue;
