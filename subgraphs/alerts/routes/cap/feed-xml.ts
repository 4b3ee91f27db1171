import type { CapAlert } from '../../domain/cap/cap-alert.ts';
import { type Xml, xmlOf } from './xml.ts';

export interface Feed {
  /** The address of this graph, without a slash at its end. */
  readonly publicUrl: string;
  /** When anything of it changed last, epoch ms. */
  readonly updatedAt: number;
  readonly alerts: readonly CapAlert[];
}

export const capDoor = '/v1/alerts/cap';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Where a message is read. */
export const addressOf = (publicUrl: string, identifier: string): string =>
  `${publicUrl}${capDoor}/${encodeURIComponent(identifier)}.xml`;

const entryXml = (
  publicUrl: string,
  { identifier, status, msgType, sentAt, note, infos: [info] }: CapAlert,
): Xml => {
  const url = addressOf(publicUrl, identifier);
  return {
    ...{ id: url, title: info?.headline || identifier, updated: iso(sentAt), published: iso(sentAt) },
    link: { '@rel': 'alternate', '@type': 'application/cap+xml', '@href': url },
    category: [{ '@term': status }, { '@term': msgType }],
    summary: info?.description ?? note ?? '',
  };
};

/** What there is of messages, as an ATOM feed (RFC 4287), the newest first. */
export const feedXml = ({ publicUrl, updatedAt, alerts }: Feed): string => {
  const url = `${publicUrl}${capDoor}`;
  return xmlOf('feed', {
    '@xmlns': 'http://www.w3.org/2005/Atom',
    ...{ id: url, title: 'Air quality alerts (CAP 1.2)', updated: iso(updatedAt) },
    author: { name: new URL(publicUrl).host },
    link: { '@rel': 'self', '@type': 'application/atom+xml', '@href': url },
    entry: alerts.map((alert) => entryXml(publicUrl, alert)),
  });
};
