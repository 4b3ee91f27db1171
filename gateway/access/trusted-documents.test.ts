import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@aqmrg/platform/config/read.ts';
import { NewestAirDocument } from '@aqmrg/schema/client/operations.generated.ts';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { firstQuery } from '../http/first-query.ts';
import { loadApiSdl } from '../supergraph/load.ts';
import { readManifest } from './manifest.ts';
import { createTrustedDocuments, loadManifests, type TrustMode } from './trusted-documents.ts';

const body = 'query Names { networks { name } }';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const entry = { id: 'names-1', name: 'Names', type: 'query', body };
const manifestOf = (...operations: unknown[]): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });

const trusted = (mode: TrustMode) =>
  createTrustedDocuments(mode, readManifest('test', manifestOf(entry, { ...entry, id: hash(body) })));

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
const refusal = expect.objectContaining({ code: 'DOCUMENT_NOT_TRUSTED', status: 400 });

describe('the built-in manifest', () => {
  const documents = loadManifests(undefined);

  it('holds every operation of the generated client, as that client sends it', () => {
    const text = String(NewestAirDocument);
    const { resolve } = createTrustedDocuments('only', documents);
    expect(resolve({ documentId: hash(text) })).toEqual({ query: text, trusted: true });
    expect(resolve({ query: text })?.trusted).toBe(true);
    expect(documents.map(({ name }) => name)).toContain('LiveReadings');
  });

  it('holds what the pages ask', () => {
    expect(createTrustedDocuments('only', documents).resolve({ query: firstQuery })?.trusted).toBe(true);
  });

  it('fits the graph', () => {
    const schema = buildSchema(loadApiSdl());
    for (const document of documents) expect(validate(schema, parse(document.body))).toEqual([]);
  });
});

describe('trusted documents', () => {
  it.each(['prefer', 'only'] as const)('are found by id, by hash and by text in mode %s', (mode) => {
    const { resolve } = trusted(mode);
    const found = { query: body, trusted: true };
    expect(resolve({ documentId: 'names-1' })).toEqual(found);
    expect(resolve({ documentId: hash(body) })).toEqual(found);
    expect(resolve({ persistedQueryHash: hash(body) })).toEqual(found);
    expect(resolve({ query: body })).toEqual(found);
    expect(resolve({ query: body, persistedQueryHash: hash(body) })).toEqual(found);
    expect(resolve({ query: `\n${body}\n` })?.trusted).toBe(true);
  });

  it('leave the rest to others in mode prefer', () => {
    const { resolve } = trusted('prefer');
    expect(resolve({ query: '{ networks { id } }' })).toEqual({
      query: '{ networks { id } }',
      trusted: false,
    });
    expect(resolve({ persistedQueryHash: hash('other') })).toBeUndefined();
    expect(resolve({})).toBeUndefined();
    expect(() => resolve({ documentId: 'unknown' })).toThrow(refusal);
  });

  it('are all that is answered in mode only, introspection included', () => {
    const { resolve } = trusted('only');
    for (const request of [
      { query: '{ networks { id } }' },
      { query: '{ __schema { types { name } } }' },
      { query: `${body} # and more` },
      { query: 'query Names { networks { id } }', documentId: 'names-1' },
      { query: '{ networks { id } }', persistedQueryHash: hash(body) },
      { documentId: 'unknown' },
      { documentId: '__proto__' },
      { persistedQueryHash: hash('other') },
      {},
    ])
      expect(() => resolve(request)).toThrow(refusal);
  });

  it('are nobody in mode off', () => {
    const { resolve, documents } = trusted('off');
    expect(documents).toEqual([]);
    expect(resolve({ query: body })).toEqual({ query: body, trusted: false });
    expect(resolve({ persistedQueryHash: hash(body) })).toBeUndefined();
    expect(() => resolve({ documentId: 'names-1' })).toThrow(refusal);
  });
});

describe('a manifest of an operator', () => {
  it('stands beside the built-in one', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'own.json');
    writeFileSync(file, manifestOf(entry));
    const documents = loadManifests(file);
    expect(documents.at(-1)).toEqual(entry);
    expect(documents.length).toBeGreaterThan(1);
  });

  it('is refused with its name where it cannot be read', () => {
    expect(problemsOf(() => loadManifests('/nowhere/own.json'))).toEqual([
      'TRUSTED_DOCUMENTS_FILE="/nowhere/own.json": cannot be read (ENOENT)',
    ]);
  });

  it.each([
    ['{', ['own: is no JSON']],
    ['null', ['own: is no object']],
    [
      '{"format":"relay","version":2}',
      [
        'own: format: is not "apollo-persisted-query-manifest"',
        'own: version: is not 1',
        'own: operations: is no list',
      ],
    ],
    [manifestOf({ ...entry, body: 7 }), ['own: operations.0 (Names): body: is no text']],
    [
      manifestOf(entry, { ...entry, id: '', type: 'ask' }),
      [
        'own: operations.1 (Names): id: is empty',
        'own: operations.1 (Names): type: is not query, mutation or subscription',
      ],
    ],
    [manifestOf(entry, entry), ['own: operations.1 (Names): id: stands twice']],
    [
      manifestOf({ ...entry, body: '{' }),
      ['own: operations.0 (Names): body: Syntax Error: Expected Name, found <EOF>.'],
    ],
    [
      manifestOf({ ...entry, body: 'fragment F on Query { a }' }),
      ['own: operations.0 (Names): body: holds no operation, or several'],
    ],
    [
      manifestOf({ ...entry, name: 'Other' }),
      ['own: operations.0 (Other): name: the operation of the body is Names'],
    ],
    [
      manifestOf({ ...entry, type: 'mutation' }),
      ['own: operations.0 (Names): type: the operation of the body is a query'],
    ],
    [
      manifestOf({ ...entry, id: hash('other') }),
      ['own: operations.0 (Names): id: looks like a SHA-256, and is not that of the body'],
    ],
  ])('is refused with the entry and the reason: %s', (json, problems) => {
    expect(problemsOf(() => readManifest('own', json))).toEqual(problems);
  });
});
