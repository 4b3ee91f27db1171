import { describe, expect, it } from 'vitest';
import { answerType, graphqlJson, isJson, isUtf8, json, namesPlainJson } from './media-type.ts';

describe('the media type of an answer', () => {
  it.each([
    [undefined, json],
    ['', json],
    ['*/*', json],
    ['application/json', json],
    ['application/*', json],
    ['application/graphql-response+json', graphqlJson],
    ['application/graphql-response+json;charset=utf-8', graphqlJson],
    ['application/graphql-response+json, application/json;q=0.9', graphqlJson],
    ['application/json;q=0.9, application/graphql-response+json', graphqlJson],
    ['application/json, application/graphql-response+json;q=0.1', json],
    ['text/html,application/xhtml+xml,*/*;q=0.8', json],
    ['application/json;q=0, */*', graphqlJson],
    ['text/html', undefined],
    ['application/json;charset=utf-16', undefined],
    ['application/json;q=0', undefined],
  ])('for accept: %s is %s', (accept, type) => {
    expect(answerType(accept)).toBe(type);
  });

  it('is taken as plain JSON of old only where the client names it', () => {
    expect(namesPlainJson('application/json')).toBe(true);
    expect(namesPlainJson('*/*')).toBe(false);
    expect(namesPlainJson(undefined)).toBe(false);
    expect(namesPlainJson('application/graphql-response+json, application/json;q=0.9')).toBe(false);
  });
});

describe('the charset of a body', () => {
  it.each([
    [undefined, true],
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['application/json; charset="UTF-8"', true],
    ['application/json; charset=utf-16', false],
    ['application/json;charset=ibm037', false],
    ['application/json; boundary=x; charset=utf-7', false],
  ])('%s: %s', (contentType, ok) => {
    expect(isUtf8(contentType)).toBe(ok);
  });

  it('belongs to JSON alone on the short way', () => {
    expect(isJson('application/json; charset=utf-8')).toBe(true);
    expect(isJson('application/jsonp')).toBe(false);
    expect(isJson('text/plain; application/json')).toBe(false);
  });
});
