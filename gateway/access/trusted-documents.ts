import { readFileSync } from 'node:fs';
import { ConfigError } from '@aqmrg/platform/config/read.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { readManifest, type TrustedDocument } from './manifest.ts';

export type TrustMode = 'off' | 'prefer' | 'only';

/** What a request says of its document. The hash is that of Apollo's persisted query extension. */
export interface DocumentRequest {
  readonly query?: string | undefined;
  readonly documentId?: string | undefined;
  readonly persistedQueryHash?: string | undefined;
}

export interface ResolvedDocument {
  readonly query: string;
  /** The text stands in a manifest. */
  readonly trusted: boolean;
}

export interface TrustedDocuments {
  /**
   * The text to run, or undefined where only a hash came that no manifest holds: that is for automatic persisted queries.
   * Throws DOCUMENT_NOT_TRUSTED for an id that nobody knows and, in `only` mode, for whatever no manifest holds.
   */
  resolve(request: DocumentRequest): ResolvedDocument | undefined;
  /** All that may be asked by id, to be planned before anyone asks. Empty where the mode is off. */
  readonly documents: readonly TrustedDocument[];
}

const builtIn = new URL(import.meta.resolve('@aqmrg/schema/client/persisted-operations.json'));

const readOwn = (file: string): readonly TrustedDocument[] => {
  const source = `TRUSTED_DOCUMENTS_FILE=${JSON.stringify(file)}`;
  try {
    return readManifest(source, readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${source}: cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
};

/** The manifest that comes with the graph, and that of the operator's own clients. A ConfigError tells all that is wrong with it. */
export const loadManifests = (file: string | undefined): readonly TrustedDocument[] => [
  ...readManifest('the built-in manifest', readFileSync(builtIn, 'utf8')),
  ...(file === undefined ? [] : readOwn(file)),
];

const untrusted = (message: string): AirError => new AirError('DOCUMENT_NOT_TRUSTED', message);

/** Documents that were agreed on beforehand: asked by id, or by their exact text but for white space around it. */
export const createTrustedDocuments = (
  mode: TrustMode,
  manifest: readonly TrustedDocument[],
): TrustedDocuments => {
  const documents = mode === 'off' ? [] : manifest;
  const byId = new Map(documents.map(({ id, body }) => [id, body]));
  const texts = new Set(documents.map(({ body }) => body.trim()));

  return {
    documents,
    resolve({ query, documentId, persistedQueryHash }) {
      if (query === undefined) {
        const id = documentId ?? persistedQueryHash;
        const body = id === undefined ? undefined : byId.get(id);
        if (body !== undefined) return { query: body, trusted: true };
        if (documentId !== undefined)
          throw untrusted(`No document has the id ${JSON.stringify(documentId)}.`);
        if (mode === 'only') throw untrusted('Only documents of the manifest are answered.');
        return undefined;
      }
      const trusted = texts.has(query.trim());
      if (mode === 'only' && !trusted)
        throw untrusted('Only documents of the manifest are answered: this one is not in it.');
      return { query, trusted };
    },
  };
};
