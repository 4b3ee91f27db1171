import type { ExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { GraphRequest } from '../subgraph/link.ts';
import { newsOf } from './access-news.ts';

const linkOf = (answers: readonly ExecutionResult[]) => {
  const asked: GraphRequest[] = [];
  let isLeft = false;
  return {
    asked,
    isLeft: () => isLeft,
    link: {
      async subscribe(request: GraphRequest) {
        asked.push(request);
        return (async function* () {
          try {
            yield* answers;
          } finally {
            isLeft = true;
          }
        })();
      },
    },
  };
};
const saying = (text: unknown): ExecutionResult => ({ data: { accessNews: { text } } });
const { signal } = new AbortController();

describe('news through a link', () => {
  it('are asked for as a service, and read as they come', async () => {
    const { link, asked, isLeft } = linkOf([
      saying('{"kind":"snapshot","facts":[],"isLast":true}'),
      saying('{"kind":"beat"}'),
      saying('{"kind":"beat"}'),
    ]);
    const heard = [];
    for await (const news of await newsOf(link, 'gateway')(signal)) {
      heard.push(news.kind);
      if (heard.length === 2) break;
    }
    expect(heard).toEqual(['snapshot', 'beat']);
    expect(isLeft()).toBe(true);
    expect(asked[0]).toMatchObject({
      document: 'subscription { accessNews { text } }',
      caller: { kind: 'service', id: 'service:gateway' },
      signal,
    });
  });

  it.each<[string, ExecutionResult]>([
    ['an error', { data: null, errors: [{ message: 'FORBIDDEN' } as never] }],
    ['an error beside a text', { ...saying('{"kind":"beat"}'), errors: [{ message: 'half' } as never] }],
    ['nothing', { data: { accessNews: null } }],
    ['no text', saying({ kind: 'beat' })],
    ['no JSON', saying('{')],
    ['another kind', saying('{"kind":"everything is fine"}')],
    ['more than is known', saying('{"kind":"beat","keys":[]}')],
    ['a fact that is none', saying('{"kind":"facts","facts":[{"kind":"KeyIssued"}]}')],
  ])('end where %s comes', async (_what, answer) => {
    const { link } = linkOf([answer]);
    const news = (await newsOf(link, 'gateway')(signal))[Symbol.asyncIterator]();
    await expect(news.next()).rejects.toThrow();
  });

  it.each<ExecutionResult>([{ errors: [{ message: 'not for you' } as never] }, saying('{"kind":"beat"}')])(
    'are none where a link answers once: %j',
    async (answer) => {
      const link = { subscribe: async () => answer };
      await expect(newsOf(link, 'gateway')(signal)).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
    },
  );
});
