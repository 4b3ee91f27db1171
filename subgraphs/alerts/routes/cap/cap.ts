import { hash } from 'node:crypto';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CapAlert, capsOf } from '../../domain/cap/cap-alert.ts';
import type { Named } from '../../domain/cap/info.ts';
import { namedIn } from '../../domain/cap/messages.ts';
import type { PublishedIncidents } from '../../store/cap/published.ts';
import { capXml } from './cap-xml.ts';
import { addressOf, capDoor, feedXml } from './feed-xml.ts';
import { nowAndThen } from './now-and-then.ts';

export { capDoor } from './feed-xml.ts';

export interface CapGround {
  readonly incidents: Pick<PublishedIncidents, 'recent'>;
  readonly named: Named;
  readonly publicUrl: string;
  readonly now: () => number;
}

/** What is read of the store at most so often, however many ask. */
const goodForSeconds = 15;

interface Answer {
  readonly body: string;
  readonly type: string;
  readonly changedAt: number;
}

/** HTTP knows whole seconds. */
const isUnchanged = ({ headers }: FastifyRequest, etag: string, changedAt: number): boolean => {
  const given = headers['if-none-match'];
  if (given !== undefined)
    return given.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Number.isFinite(since) && Math.floor(changedAt / 1_000) * 1_000 <= since;
};

const give = (request: FastifyRequest, reply: FastifyReply, { body, type, changedAt }: Answer) => {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  reply
    .header('cache-control', `public, max-age=${goodForSeconds}`)
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('etag', etag)
    .header('last-modified', new Date(changedAt).toUTCString());
  if (isUnchanged(request, etag, changedAt)) return reply.status(304).send();
  return reply.type(type).send(body);
};

const senderOf = (publicUrl: string): string => `alerts@${new URL(publicUrl).hostname}`;

/** The message of this name, or else the one that stands in its place: that refers to it, or of those too old for that is the newest in its status. */
const inPlaceOf = (identifier: string, alerts: readonly CapAlert[]): CapAlert | undefined => {
  const name = namedIn(identifier);
  const ofIncident = alerts.filter(({ incidentId }) => incidentId === name?.incidentId);
  return (
    ofIncident.find((alert) => alert.identifier === identifier) ??
    ofIncident.find(({ references }) => references.some((one) => one.identifier === identifier)) ??
    ofIncident.find(({ status }) => status.toLowerCase() === name?.status)
  );
};

/** `GET /v1/alerts/cap`, and each message that it lists: CAP 1.2 of what rules raised that an Admin published. For everybody. */
export const createCapDoor = ({ incidents, named, publicUrl, now }: CapGround): Routes => {
  const sender = senderOf(publicUrl);
  const alerts = nowAndThen(
    async (at): Promise<readonly CapAlert[]> =>
      (await incidents.recent(at))
        .flatMap((one) => capsOf(one, { sender, now: at, named }))
        .toSorted((a, b) => b.sentAt - a.sentAt),
    { now, goodForMs: goodForSeconds * 1_000 },
  );

  const message = async (request: FastifyRequest, reply: FastifyReply) => {
    const { file } = request.params as { readonly file: string };
    const identifier = file.endsWith('.xml') ? file.slice(0, -'.xml'.length) : '';
    const found = inPlaceOf(identifier, namedIn(identifier) === null ? [] : await alerts());
    if (found === undefined)
      throw new AirError('NOT_FOUND', 'There is no such message, or it is older than a day.');
    if (found.identifier !== identifier) return reply.redirect(addressOf(publicUrl, found.identifier), 302);
    return give(request, reply, {
      body: capXml(found),
      type: 'application/cap+xml',
      changedAt: found.sentAt,
    });
  };

  return (app) => {
    app.get(capDoor, async (request, reply) => {
      const all = await alerts();
      const updatedAt = all[0]?.sentAt ?? 0;
      const body = feedXml({ publicUrl, updatedAt, alerts: all });
      return give(request, reply, { body, type: 'application/atom+xml', changedAt: updatedAt });
    });
    app.get(`${capDoor}/:file`, message);
  };
};
