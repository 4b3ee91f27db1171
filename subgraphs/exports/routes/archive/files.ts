import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createPlaces } from '../../actions/places.ts';
import type { ArchiveFile } from '../../domain/archive/archive-file.ts';
import { archiveKeyOf, archiveNameIn } from '../../domain/archive/archive-path.ts';
import { archiveDoor } from '../../domain/archive/change-line.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';
import { answerWithoutBytes, type Givable, openIn, streamFile } from '../downloads/give-file.ts';

interface Ground {
  readonly days: Pick<ArchiveDays, 'find'>;
  readonly objectStore: Pick<ObjectStore, 'get'>;
  /** Streams of this process. */
  readonly atOnce: number;
}

const etagOf = ({ sha256 }: ArchiveFile): string => `"${sha256}"`;

/** What is said of a file with or without its bytes. Whoever keeps it asks each time whether it is still the same: late readings patch it. The digest is that of the whole (RFC 9530). */
const describe = (reply: FastifyReply, file: ArchiveFile): FastifyReply =>
  reply.headers({
    etag: etagOf(file),
    'accept-ranges': 'bytes',
    'cache-control': 'public, no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'last-modified': new Date(file.builtAt).toUTCString(),
    'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
  });

const nothingThere = (): AirError => new AirError('NOT_FOUND', 'The archive has no such file.');

/**
 * `GET` and `HEAD /v1/archive/records/…` and `…/replayed/…`: a file of the archive, whole or in a range, to everybody. What stands in an address reaches the store by the name that is read
 * from it and is in the list of files, and by no other way.
 */
export const mountFiles = (app: FastifyInstance, { days, objectStore, atOnce }: Ground): void => {
  const places = createPlaces({ atOnce, what: 'downloads', comeBackSeconds: 5 });

  const find = async (path: string): Promise<ArchiveFile> => {
    const name = archiveNameIn(path);
    const file = name && (await days.find(name));
    if (!file) throw nothingThere();
    return file;
  };

  const givable = (file: ArchiveFile): Givable => ({
    etag: etagOf(file),
    bytes: file.bytes,
    describe: (reply) => describe(reply, file),
    present: (reply, bytes) => describe(reply, file).header('content-length', bytes).type('application/gzip'),
    open: (range) => openIn(places, () => objectStore.get(archiveKeyOf(file), range)),
  });

  const giveUnder = (top: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { '*': rest } = request.params as { readonly '*': string };
    const file = givable(await find(`${top}/${rest}`));
    return answerWithoutBytes(request, reply, file) ?? streamFile(request, reply, file);
  };

  for (const top of ['records', 'replayed']) {
    app.head(`${archiveDoor}/${top}/*`, giveUnder(top));
    app.get(`${archiveDoor}/${top}/*`, { exposeHeadRoute: false }, giveUnder(top));
  }
};
