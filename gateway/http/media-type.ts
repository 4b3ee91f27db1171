export const json = 'application/json; charset=utf-8';
export const graphqlJson = 'application/graphql-response+json; charset=utf-8';
export type AnswerType = typeof json | typeof graphqlJson;

/** What most clients send, so that few headers are taken apart. */
const usual: ReadonlyMap<string, AnswerType> = new Map([
  ['*/*', json],
  ['application/json', json],
  ['application/json, text/plain, */*', json],
  ['application/graphql-response+json', graphqlJson],
  ['application/graphql-response+json, application/json;q=0.9', graphqlJson],
  ['application/graphql-response+json,application/json;q=0.9', graphqlJson],
  ['application/graphql-response+json, application/json', json],
]);

interface Range {
  readonly type: string;
  readonly quality: number;
}

const rangesOf = (accept: string): readonly Range[] =>
  accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const charset = parameters.find((part) => part.startsWith('charset='));
    const quality = parameters.find((part) => part.startsWith('q='));
    const isOurs = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
    return { type, quality: isOurs ? (quality === undefined ? 1 : Number(quality.slice(2)) || 0) : 0 };
  });

/** The most specific range that covers a media type decides how much it is wanted: RFC 9110, 12.5.1. */
const qualityOf = (ranges: readonly Range[], type: string): number => {
  for (const range of [type, 'application/*', '*/*']) {
    const found = ranges.find((one) => one.type === range);
    if (found) return found.quality;
  }
  return 0;
};

/** The media type to answer with, or nothing where the client takes neither; JSON where both are equal. */
export const answerType = (accept: string | undefined): AnswerType | undefined => {
  if (!accept) return json;
  const known = usual.get(accept);
  if (known) return known;
  const ranges = rangesOf(accept);
  const [plain, graphql] = [
    qualityOf(ranges, 'application/json'),
    qualityOf(ranges, 'application/graphql-response+json'),
  ];
  if (plain === 0 && graphql === 0) return undefined;
  return graphql > plain ? graphqlJson : json;
};

/** Whether a client named plain JSON itself: such older clients take every status but 200 for a broken network. */
export const namesPlainJson = (accept: string | undefined): boolean =>
  accept !== undefined &&
  answerType(accept) === json &&
  rangesOf(accept).some(({ type }) => type === 'application/json');

const charsetOf = /;\s*charset\s*=\s*"?([^";\s]*)"?/i;

/** Bodies are read as UTF-8; another charset would be read wrongly, not refused, by what comes after. */
export const isUtf8 = (contentType: string | undefined): boolean => {
  const charset = contentType === undefined ? undefined : charsetOf.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
};

export const isJson = (contentType: string | undefined): boolean =>
  contentType !== undefined && /^application\/json\s*(;|$)/i.test(contentType);
