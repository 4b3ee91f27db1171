import { describe, expect, it } from 'vitest';
import type { TrustedDocument } from '../access/manifest.ts';
import { createTrustedDocuments, type TrustMode } from '../access/trusted-documents.ts';
import { documentAsked } from './asked.ts';
import { createPersistedDocuments, hashOf } from './persisted.ts';

const trusted = 'subscription Live { readingAdded { cursor } }';
const manifest: readonly TrustedDocument[] = [
  { id: 'live', name: 'Live', type: 'subscription', body: trusted },
  { id: hashOf(trusted), name: 'Live', type: 'subscription', body: trusted },
];
const registered = '{ networks { name } }';

const documentsIn = (mode: TrustMode) => {
  const persisted = createPersistedDocuments();
  persisted.keep(hashOf(registered), registered);
  return { trusted: createTrustedDocuments(mode, manifest), persisted };
};

const byHash = (text: string, query = '') => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
});
const refused = (code: string) => expect.objectContaining({ code });
const told = (code: string) => expect.objectContaining({ extensions: { code } });

describe('the document that a message over WebSocket asks for', () => {
  const documents = documentsIn('prefer');

  it('is its query, or what is kept under its hash or id', () => {
    expect(documentAsked({ query: '{ a }' }, documents)).toBe('{ a }');
    expect(documentAsked(byHash(trusted), documents)).toBe(trusted);
    expect(documentAsked(byHash(registered), documents)).toBe(registered);
    expect(documentAsked({ query: '', documentId: 'live' }, documents)).toBe(trusted);
    expect(documentAsked(byHash('{ a }', '{ a }'), documents)).toBe('{ a }');
  });

  it('is none where nothing is asked, or what nobody knows', () => {
    expect(documentAsked({ query: '' }, documents)).toBe('');
    expect(() => documentAsked(byHash('{ a }'), documents)).toThrow(told('PERSISTED_QUERY_NOT_FOUND'));
    expect(() => documentAsked(byHash('{ a }', '{ b }'), documents)).toThrow(refused('BAD_INPUT'));
    expect(() =>
      documentAsked({ query: '', extensions: { persistedQuery: { version: 2 } } }, documents),
    ).toThrow(refused('BAD_INPUT'));
  });

  it('is a trusted one where only those are answered', () => {
    const only = documentsIn('only');
    expect(documentAsked(byHash(trusted), only)).toBe(trusted);
    expect(() => documentAsked(byHash(registered), only)).toThrow(refused('DOCUMENT_NOT_TRUSTED'));
    expect(() => documentAsked({ query: registered }, only)).toThrow(refused('DOCUMENT_NOT_TRUSTED'));
  });
});
