import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { viewerOf } from '../../actions/incidents/asker.ts';
import type { AlertsContext } from '../../context.ts';
import { shownToStrangers } from '../../domain/incident/shown-step.ts';
import { isTheirs } from '../../domain/incident/viewer.ts';
import type { Language } from '../../domain/notify/receiver.ts';
import type { AlertResolvers, AlertStepResolvers, MessageLanguage } from '../types.generated.ts';
import { loadersOf } from './loaders.ts';

const languages: Readonly<Record<MessageLanguage, Language>> = {
  EN: 'en',
  FR: 'fr',
  SW: 'sw',
  PT: 'pt',
  AR: 'ar',
};

/** Names of accounts and what people wrote are for the incident's own organisation. */
const forMembers = (incident: Incident, { caller }: AlertsContext, value: string | null): string | null =>
  isTheirs(incident, viewerOf(caller)) ? value : null;

/** An incident's other fields have the names of the graph's. */
export const alertFields: AlertResolvers = {
  rule: ({ labels }, _args, context) => loadersOf(context).rule.load(labels.ruleId),
  severity: ({ labels }) => labels.severity,
  sensor: ({ labels: { sensorId } }) =>
    sensorId === null ? null : { __typename: 'Sensor' as const, id: sensorId },
  site: ({ labels: { siteId } }) => (siteId === null ? null : { __typename: 'Site' as const, id: siteId }),
  quantity: ({ labels }) => labels.quantity,
  acknowledgedBy: (incident, _args, context) => forMembers(incident, context, incident.acknowledgedBy),
  note: (incident, _args, context) => forMembers(incident, context, incident.note),
  advice: (incident, { language }, { adviceOn }) => adviceOn(incident, languages[language ?? 'EN']),
  async trail(incident, _args, context) {
    const steps = await loadersOf(context).trail.load(incident.id);
    return isTheirs(incident, viewerOf(context.caller)) ? [...steps] : steps.map(shownToStrangers);
  },
};

export const stepFields: AlertStepResolvers = {
  details: ({ details }) =>
    Object.entries(details).flatMap(([name, value]) => (value === null ? [] : [{ name, value: `${value}` }])),
};
