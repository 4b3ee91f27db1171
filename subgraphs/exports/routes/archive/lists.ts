import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ArchiveFile } from '../../domain/archive/archive-file.ts';
import { archiveDoor, changeLine } from '../../domain/archive/change-line.ts';
import { writeLocation } from '../../domain/archive/location-text.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';
import { afterChangeIn, afterDayIn, isReplayedIn, limitIn, queryIn } from './query.ts';

/** How old a list may be that somebody on the way kept. */
const goodForSeconds = 15;

const noFiles = (): AirError => new AirError('NOT_FOUND', 'The archive has no such files of this sensor.');

/** A line a file, and where the lines behind it stand. */
const giveLines = (reply: FastifyReply, files: readonly ArchiveFile[], next: string): FastifyReply =>
  reply
    .headers({
      'cache-control': `public, max-age=${goodForSeconds}`,
      'cross-origin-resource-policy': 'cross-origin',
      link: `<${next}>; rel="next"`,
    })
    .type('application/x-ndjson; charset=utf-8')
    .send(files.map(changeLine).join(''));

/**
 * `GET /v1/archive/changes`: each file by its newest change, in their order, so that the list is never longer than the archive has files. `GET /v1/archive/locations/:sensorId`: those of a
 * sensor, by day.
 */
export const mountLists = (
  app: FastifyInstance,
  days: Pick<ArchiveDays, 'changesAfter' | 'ofSensor'>,
): void => {
  app.get(`${archiveDoor}/changes`, async (request, reply) => {
    const query = queryIn(request, ['after', 'limit']);
    const [after, limit] = [afterChangeIn(query), limitIn(query)];
    const files = await days.changesAfter(after, limit);
    const last = files.at(-1)?.change ?? after;
    return giveLines(reply, files, `${archiveDoor}/changes?after=${last}&limit=${limit}`);
  });

  app.get(`${archiveDoor}/locations/:sensorId`, async (request, reply) => {
    const { sensorId } = request.params as { readonly sensorId: string };
    const query = queryIn(request, ['after', 'limit', 'replayed']);
    if (writeLocation(sensorId) === undefined) throw noFiles();
    const [after, limit, isReplayed] = [afterDayIn(query), limitIn(query), isReplayedIn(query)];
    const files = await days.ofSensor({ sensorId, isReplayed }, { after, most: limit });
    const last = files.at(-1)?.day ?? after;
    if (last === null) throw noFiles();
    const next = `after=${last}&limit=${limit}&replayed=${isReplayed}`;
    return giveLines(reply, files, `${archiveDoor}/locations/${encodeURIComponent(sensorId)}?${next}`);
  });
};
