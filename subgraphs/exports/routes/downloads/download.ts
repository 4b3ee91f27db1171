import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { ObjectStore } from '@aqmrg/platform/ports/object-store.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Links } from '../../actions/links/links.ts';
import { createPlaces } from '../../actions/places.ts';
import { type ExportJob, keyOf } from '../../domain/export-job.ts';
import { type Asked, downloadDoor } from '../../domain/links/link.ts';
import { asGone, findFile } from './find-file.ts';
import { describe, etagOf, type Found, present } from './found.ts';
import { answerWithoutBytes, type Givable, openIn, streamFile } from './give-file.ts';

export interface DownloadGround {
  readonly links: Pick<Links, 'judge'>;
  /** Whosever it is: the address says who may have it. */
  readonly findExport: (id: string) => Promise<ExportJob | null>;
  readonly objectStore: Pick<ObjectStore, 'get' | 'urlFor'>;
  readonly now: () => EpochMs;
  /** Streams of this process. */
  readonly atOnce?: number;
}

/** Which of its parts is wrong, nobody is told. */
const wrongAddress = (): AirError =>
  new AirError('FORBIDDEN', 'This address is not valid for you: take it from the export itself.');

const expiredAddress = (until: EpochMs): AirError =>
  new AirError(
    'FORBIDDEN',
    `This address was good until ${new Date(until).toISOString()}: ask the export for its files again, and each has a new one.`,
  );

const askedIn = ({ params, query }: FastifyRequest): Asked => {
  const { id, file } = params as { readonly id: string; readonly file: string };
  return { exportId: id, fileName: file, query: query as Asked['query'] };
};

/** `GET` and `HEAD /v1/exports/:id/:file`: a file of an export, whole or in a range, to whoever has its address. */
export const createDownloadDoor =
  ({ links, findExport, objectStore, now, atOnce = 200 }: DownloadGround): Routes =>
  (app, authenticate) => {
    const places = createPlaces({ atOnce, what: 'downloads', comeBackSeconds: 5 });

    const find = async (request: FastifyRequest): Promise<Found> => {
      const asked = askedIn(request);
      const verdict = links.judge(asked);
      if (verdict.kind === 'WRONG') throw wrongAddress();
      if (verdict.kind === 'EXPIRED') throw expiredAddress(verdict.until);
      // an address is enough; who says who they are as well has to be who it was made for
      const { caller } = await authenticate(request);
      if (caller.kind !== 'anonymous' && !verdict.isFor(caller.id)) throw wrongAddress();
      const { exportId, fileName } = asked;
      return {
        exportId,
        file: findFile(await findExport(exportId), fileName, now()),
        until: verdict.until,
      };
    };

    /** Where clients reach the store itself, large files need not pass through here. */
    const addressAtStore = async (found: Found): Promise<string | undefined> =>
      objectStore.urlFor?.(keyOf(found.exportId, found.file.name), {
        expiresInS: Math.max(1, Math.floor((found.until - now()) / 1_000)),
        fileName: found.file.name,
      });

    const givable = (found: Found): Givable => ({
      etag: etagOf(found),
      bytes: found.file.bytes,
      describe: (reply) => describe(reply, found),
      present: (reply, bytes) => present(reply, found, bytes),
      open: (range) =>
        openIn(places, () =>
          objectStore.get(keyOf(found.exportId, found.file.name), range).catch((error: unknown) => {
            throw asGone(error);
          }),
        ),
    });

    const give = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      reply.header('cache-control', 'private, no-store');
      const found = await find(request);
      const file = givable(found);
      const answer = answerWithoutBytes(request, reply, file);
      if (answer !== undefined) return answer;
      const elsewhere = await addressAtStore(found);
      return elsewhere === undefined ? streamFile(request, reply, file) : reply.redirect(elsewhere, 302);
    };

    app.head(`${downloadDoor}/:id/:file`, give);
    app.get(`${downloadDoor}/:id/:file`, { exposeHeadRoute: false }, give);
  };
