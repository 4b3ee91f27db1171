import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { type BodyLimits, createBodyReader } from '@aqmrg/platform/http/body.ts';
import { mediaTypeOf, mountBodyDoor } from '@aqmrg/platform/http/body-door.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requirePerson } from '../actions/asker.ts';
import type { HealthSeriesActions } from '../actions/health-series.ts';
import type { Sent } from '../actions/read-sent.ts';
import type { UploadToll } from '../actions/upload-toll.ts';
import { type HealthSeries, lastDayOf } from '../domain/health/health-series.ts';
import { areProblems } from '../domain/problem.ts';
import { textOf } from './upload-body.ts';
import { uploadOfQuery } from './upload-query.ts';

export const healthSeriesDoor = '/v1/health-series';

const megabyte = 1024 * 1024;
/** A hundred years of forty columns fit; rows take several times as much room while they are read. */
export const uploadLimits: BodyLimits = {
  wireBytes: 8 * megabyte,
  inflatedBytes: 8 * megabyte,
  heldBytes: 64 * megabyte,
};

type Read = (request: FastifyRequest, body: Buffer) => Sent;

const formats: Readonly<Record<string, Read>> = {
  'application/json': (_request, body) => ({ body: textOf(body) }),
  'text/csv': ({ query }, body) => uploadOfQuery(query as Record<string, unknown>, textOf(body)),
};

const formatOf = (request: FastifyRequest): Read => {
  const type = mediaTypeOf(request);
  const read = Object.hasOwn(formats, type) ? formats[type] : undefined;
  if (read === undefined)
    throw new AirError('UNSUPPORTED_MEDIA_TYPE', 'Send application/json or text/csv, in UTF-8.');
  return read;
};

/** As the graph tells of it. */
const toldOf = (series: HealthSeries): object => {
  const { id, name, population, source, timeZone, firstDay, days, columns, contentHash, uploadedAt } = series;
  return {
    ...{ id, name, population, source, timeZone, firstDay, lastDay: lastDayOf(series), days, columns },
    ...{ contentHash, uploadedAt: new Date(uploadedAt).toISOString() },
  };
};

const answer = (reply: FastifyReply, outcome: Awaited<ReturnType<HealthSeriesActions['upload']>>): object => {
  if (areProblems(outcome)) {
    reply.status(422);
    return { problems: outcome.map(({ kind: _, ...problem }) => problem) };
  }
  reply.status(outcome.wasThere ? 200 : 201);
  return toldOf(outcome.healthSeries);
};

/** `POST /v1/health-series`: a series as the mutation takes it, as JSON or as CSV with its settings in the address, plain or gzip. */
export const createHealthSeriesDoor =
  ({
    healthSeries,
    toll,
    limits = uploadLimits,
  }: {
    readonly healthSeries: Pick<HealthSeriesActions, 'upload'>;
    readonly toll: UploadToll;
    readonly limits?: BodyLimits;
  }): Routes =>
  (app, authenticate) => {
    const readBody = createBodyReader(limits);
    mountBodyDoor(app, healthSeriesDoor, async (request, reply) => {
      const visitor = await authenticate(request);
      requirePerson(visitor.caller);
      const pay = toll(visitor);
      // a call that is refused by its head costs something as well
      await pay(0);
      const read = formatOf(request);
      const use = async (body: Buffer) => {
        // bodies may take half a minute, in which an account can be suspended
        const asker = await authenticate(request);
        requirePerson(asker.caller);
        return answer(reply, await healthSeries.upload(read(request, body), asker));
      };
      return readBody(request.raw, { pay, use });
    });
  };
