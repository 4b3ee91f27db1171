import type { CapAlert } from '../../domain/cap/cap-alert.ts';
import type { CapInfo } from '../../domain/cap/info.ts';
import { type Xml, xmlOf } from './xml.ts';

/** CAP's own way to write an instant: no fractions, no Z, and -00:00 for UTC (its section 3.3.2). */
export const capTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}-00:00`;

const infoXml = (info: CapInfo): Xml => ({
  ...{ language: info.language, category: info.categories, event: info.event },
  ...{ responseType: info.responseType, urgency: info.urgency, severity: info.severity },
  ...{ certainty: info.certainty, effective: capTime(info.effectiveAt), onset: capTime(info.onsetAt) },
  ...{ expires: capTime(info.expiresAt), headline: info.headline, description: info.description },
  instruction: info.instruction,
  parameter: info.parameters.map(({ name, value }) => ({ valueName: name, value })),
  area: {
    areaDesc: info.area.description,
    ...{ polygon: info.area.polygon, circle: info.area.circle },
  },
});

const referencesOf = ({ references, sender }: CapAlert): string | null =>
  references.length === 0
    ? null
    : references.map(({ identifier, sentAt }) => `${sender},${identifier},${capTime(sentAt)}`).join(' ');

/** A message as XML, its elements in the order that the schema of CAP 1.2 has. */
export const capXml = (alert: CapAlert): string =>
  xmlOf('alert', {
    '@xmlns': 'urn:oasis:names:tc:emergency:cap:1.2',
    ...{ identifier: alert.identifier, sender: alert.sender, sent: capTime(alert.sentAt) },
    ...{ status: alert.status, msgType: alert.msgType, scope: 'Public', note: alert.note },
    ...{ references: referencesOf(alert), incidents: alert.incidentId },
    info: alert.infos.map(infoXml),
  });
