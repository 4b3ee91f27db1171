import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { isOpen } from '../../incident/incident.ts';
import { isAtLeast, rankOf } from '../../incident/severity.ts';
import type { Severity } from '../../rule/rule.ts';

const severityOf = ({ labels }: Incident): number => rankOf(labels.severity);

/** What goes on first, of that the worst, of that the newest. */
export const worstFirst = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.toSorted(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      severityOf(b) - severityOf(a) ||
      b.firedAt - a.firedAt ||
      (a.id < b.id ? -1 : 1),
  );

/** How bad the worst of them is; MINOR of none. */
export const worstOf = (incidents: readonly Incident[]): Severity =>
  incidents.reduce<Severity>(
    (worst, { labels }) => (isAtLeast(worst, labels.severity) ? worst : labels.severity),
    'MINOR',
  );
