import { AirError, badInput } from '@aqmrg/platform/errors/air-error.ts';
import { type BodyLimits, createBodyReader } from '@aqmrg/platform/http/body.ts';
import { mediaTypeOf, mountBodyDoor } from '@aqmrg/platform/http/body-door.ts';
import { rateLimitHeaders } from '@aqmrg/platform/http/refusal-headers.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import { type Delivery, deliveries } from '@aqmrg/schema/events/vocabulary.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BodyToll, mostBodyBytes } from '../actions/body-toll.ts';
import { type Report, requireIngest } from '../actions/report.ts';
import type { RefusedRow } from '../domain/refusal.ts';
import { type ParsedRows, parseRows, type RowFormat } from './rows.ts';

export const bulkDoor = '/v1/readings';

export const bodyLimits: BodyLimits = {
  wireBytes: 16 * 1024 * 1024,
  inflatedBytes: mostBodyBytes,
  heldBytes: 256 * 1024 * 1024,
};

const formats: Readonly<Record<string, RowFormat>> = {
  'application/json': 'array',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
};

const formatOf = (request: FastifyRequest): RowFormat => {
  const type = mediaTypeOf(request);
  const format = Object.hasOwn(formats, type) ? formats[type] : undefined;
  if (format === undefined)
    throw new AirError('UNSUPPORTED_MEDIA_TYPE', 'Send application/json or application/x-ndjson, in UTF-8.');
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

    mountBodyDoor(app, bulkDoor, take);
  };
