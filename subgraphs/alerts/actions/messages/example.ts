import type { IncidentVariables, TemplateVariables } from './variables.ts';

const incident: IncidentVariables = {
  ...{ sensor: 'Makerere', site: 'Makerere University', where: 'Makerere, Makerere University' },
  ...{ severity: 'Severe', value: '78 µg/m³', peak: '91.3 µg/m³', threshold: '55.5 µg/m³' },
  ...{ valueNumber: 78, peakNumber: 91.3, startedAt: '5 March 2026 at 13:00 GMT+03:00 (Africa/Kampala)' },
  ...{ resolvedAt: '', isOver: false, link: '' },
};

/** A made-up message, on which templates are tried before they are kept. */
export const exampleVariables: TemplateVariables = {
  ...incident,
  ...{ rule: 'Unhealthy air', unit: 'µg/m³', condition: 'mean of PM2.5 over 1 hour at or above 55.5 µg/m³' },
  ...{ reason: 'FIRING', isReplayed: false, count: 1, more: 0 },
  at: '5 March 2026 at 14:00 GMT+03:00 (Africa/Kampala)',
  ...{ advice: 'Move long or hard effort indoors.', sensitiveAdvice: 'Stay indoors if you can.' },
  incidents: [incident],
};
