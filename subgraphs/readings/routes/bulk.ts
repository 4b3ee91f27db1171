import { AirError, badInput } from '@aqmrg/platform/errors/air-error.ts';
import { rateLimitHeaders, refusalHeaders } from '@aqmrg/platform/http/refusal-headers.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import { type Delivery, deliveries } from '@aqmrg/schema/events/vocabulary.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BodyToll } from '../actions/body-toll.ts';
import { type Report, requireIngest } from '../actions/report.ts';
import type { RefusedRow } from '../domain/refusal.ts';
import { type BodyLimits, bodyLimits, createBodyReader } from './body.ts';
import { type ParsedRows, parseRows, type RowFormat } from './rows.ts';

export const bulkDoor = '/v1/readings';

/** How long a client whose body was not read to its end may take to read the answer. */
const lingerMs = 1_000;

const formats: Readonly<Record<string, RowFormat>> = {
  'application/json': 'array',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
};

const formatOf = (request: FastifyRequest): RowFormat => {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const format = Object.hasOwn(formats, type.trim()) ? formats[type.trim()] : undefined;
  if (format === undefined || (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))) {
    throw new AirError('UNSUPPORTED_MEDIA_TYPE', 'Send application/json or application/x-ndjson, in UTF-8.');
  }
  return format;
};

const deliveryOf = (request: FastifyRequest): Delivery => {
  const { delivery = 'LIVE' } = request.query as { readonly delivery?: unknown };
  const known = deliveries.find((one) => one === delivery);
  if (known === undefined) throw badInput('delivery', `delivery is one of ${deliveries.join(', ')}.`);
  return known;
};

const byIndex = (a: RefusedRow, b: RefusedRow): number => a.index - b.index;

/** The refusals of the action, at their places in the body, among those of lines that could not be read. */
const placed = (parsed: ParsedRows, refused: readonly RefusedRow[]): RefusedRow[] =>
  [...parsed.refused, ...refused.map((row) => ({ ...row, index: parsed.indexes[row.index] as number }))].sort(
    byIndex,
  );

/** So little that reading it costs less than a new connection. */
const isSmall = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= 65_536;

/**
 * Answers while the client is still sending, without reading the rest: were the socket closed at once, unread bytes would
 * reset it and the client would lose the answer.
 */
const answerEarly = (request: FastifyRequest, reply: FastifyReply, error: AirError): void => {
  const body = JSON.stringify({ error, requestId: request.id });
  const response = reply.raw;
  reply.hijack();
  request.raw.pause();
  response.statusCode = error.status;
  // what every answer says stands in the reply, which is no longer asked
  const said = { ...reply.getHeaders(), ...refusalHeaders(error, request.headers) };
  for (const [name, value] of Object.entries(said)) if (value !== undefined) response.setHeader(name, value);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.setHeader('connection', 'close');
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
    request.raw.destroy();
  };
  const timer = setTimeout(end, lingerMs);
  response.once('close', () => clearTimeout(timer));
};

/** `POST /v1/readings`: readings in bulk, a JSON array or one JSON object a line, plain or gzip. */
export const createBulkDoor =
  ({
    report,
    toll,
    now,
    limits = bodyLimits,
  }: {
    readonly report: Report;
    readonly toll: BodyToll;
    readonly now: () => number;
    readonly limits?: BodyLimits;
  }): Routes =>
  (app, authenticate) => {
    const readBody = createBodyReader(limits);

    const take = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const visitor = await authenticate(request);
      const pay = toll(visitor);
      // a call that is refused by its head costs something as well
      await pay(0);
      requireIngest(visitor.caller);
      const format = formatOf(request);
      const delivery = deliveryOf(request);
      const use = async (body: Buffer) => {
        // bodies may take half a minute, in which a key can be revoked
        const { caller, from } = await authenticate(request);
        requireIngest(caller);
        const parsed = parseRows(body, format);
        const outcome = await report({
          rows: parsed.rows,
          unreadable: parsed.refused.length,
          delivery,
          caller,
          from,
          now: now(),
        });
        const refused = placed(parsed, outcome.refused);
        if (outcome.left) reply.headers(rateLimitHeaders(outcome.left));
        reply.status(outcome.accepted === 0 && refused.length > 0 ? 422 : 200);
        return { accepted: outcome.accepted, refused };
      };
      return readBody(request.raw, { pay, use });
    };

    app.register(async (door) => {
      door.removeAllContentTypeParsers();
      // The body is read by the handler, after the caller and the headers have been judged.
      door.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      door.post(bulkDoor, async (request, reply) => {
        try {
          return await take(request, reply);
        } catch (error) {
          if (!(error instanceof AirError) || request.raw.readableEnded) throw error;
          if (!isSmall(request)) return answerEarly(request, reply, error);
          request.raw.resume();
          throw error;
        }
      });
    });
  };
