import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';

/** What bounds a document before it is parsed. */
export interface TextLimits {
  readonly maxTokens: number;
  readonly maxNesting: number;
}

const tooLong = (limit: number): AirError =>
  new AirError('QUERY_TOO_LONG', `The document has more than ${limit} tokens.`, {
    exceeded: { limit, measured: limit + 1 },
  });

const tooNested = (limit: number): AirError =>
  new AirError('QUERY_TOO_DEEP', `The document nests its brackets more than ${limit} deep.`, {
    exceeded: { limit, measured: limit + 1 },
  });

const opens: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closes: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a text that is too long or nested too deep, without parsing it: parser and validator go one call deeper for each bracket and
 * would run out of stack. Reading ends where a limit does. A text that cannot be read is left to the parser, which says why.
 */
export const checkText = (text: string, { maxTokens, maxNesting }: TextLimits): void => {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      tokens += 1;
      if (tokens > maxTokens) throw tooLong(maxTokens);
      if (opens.has(kind)) nesting += 1;
      else if (closes.has(kind)) nesting -= 1;
      if (nesting > maxNesting) throw tooNested(maxNesting);
    }
  } catch (error) {
    if (error instanceof GraphQLError) return;
    throw error;
  }
};

/** Parses a text within the limits. Throws an AirError past them, graphql-js's own error where it is no document. */
export const parseWithin = (text: string, limits: TextLimits): DocumentNode => {
  checkText(text, limits);
  return parse(text);
};
