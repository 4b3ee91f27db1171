import { finished, type Readable } from 'node:stream';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { ByteRange, ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createPlaces } from '../../actions/places.ts';
import type { ArchiveFile } from '../../domain/archive/archive-file.ts';
import { archiveKeyOf, archiveNameIn } from '../../domain/archive/archive-path.ts';
import { archiveDoor } from '../../domain/archive/change-line.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';
import { type AskedRange, readRange } from '../downloads/byte-range.ts';
import { conditionOf, isRangeOf } from '../downloads/conditions.ts';

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

const present = (reply: FastifyReply, file: ArchiveFile, bytes = file.bytes): FastifyReply =>
  describe(reply, file).header('content-length', bytes).type('application/gzip');

const rangeAsked = ({ headers }: FastifyRequest, file: ArchiveFile): AskedRange =>
  isRangeOf(headers, etagOf(file)) ? readRange(headers.range, file.bytes) : { kind: 'WHOLE' };

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

  const open = async (file: ArchiveFile, range?: ByteRange): Promise<Readable> => {
    const leave = places.enter();
    try {
      const body = await objectStore.get(archiveKeyOf(file), range);
      finished(body, leave);
      return body;
    } catch (error) {
      leave();
      throw error;
    }
  };

  const stream = async (request: FastifyRequest, reply: FastifyReply, file: ArchiveFile) => {
    const range = rangeAsked(request, file);
    switch (range.kind) {
      case 'WHOLE': {
        const body = await open(file);
        return present(reply, file).send(body);
      }
      case 'PART': {
        const { start, end } = range;
        const body = await open(file, { start, end });
        reply.status(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
        return present(reply, file, end - start + 1).send(body);
      }
      case 'OUTSIDE':
        reply.header('content-range', `bytes */${file.bytes}`);
        throw new AirError('RANGE_NOT_SATISFIABLE', `The file has ${file.bytes} bytes.`);
      default:
        throw range satisfies never;
    }
  };

  const giveUnder = (top: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { '*': rest } = request.params as { readonly '*': string };
    const file = await find(`${top}/${rest}`);
    const condition = conditionOf(request.headers, etagOf(file));
    if (condition === 'FAILED') throw new AirError('PRECONDITION_FAILED', 'The file is another one by now.');
    if (condition === 'NOT_MODIFIED') return describe(reply, file).status(304).send();
    if (request.method === 'HEAD') return present(reply, file).send();
    return stream(request, reply, file);
  };

  for (const top of ['records', 'replayed']) {
    app.head(`${archiveDoor}/${top}/*`, giveUnder(top));
    app.get(`${archiveDoor}/${top}/*`, { exposeHeadRoute: false }, giveUnder(top));
  }
};
