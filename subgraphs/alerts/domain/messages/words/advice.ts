import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { Language } from '../../notify/receiver.ts';
import type { Condition, Severity } from '../../rule/rule.ts';
import type { Advice, Phrases } from '../languages/phrases.ts';
import { phrasesOf } from '../languages/phrases-of.ts';

type Kind = 'PARTICLES' | 'OZONE' | 'TRAFFIC_GASES' | 'SULPHUR_DIOXIDE' | 'WEATHER';

const kinds: Readonly<Record<Quantity, Kind>> = {
  PM1: 'PARTICLES',
  PM25: 'PARTICLES',
  PM10: 'PARTICLES',
  BC: 'PARTICLES',
  O3: 'OZONE',
  NO: 'TRAFFIC_GASES',
  NO2: 'TRAFFIC_GASES',
  NOX: 'TRAFFIC_GASES',
  CO: 'TRAFFIC_GASES',
  SO2: 'SULPHUR_DIOXIDE',
  TEMPERATURE: 'WEATHER',
  HUMIDITY: 'WEATHER',
  PRESSURE: 'WEATHER',
  WIND_SPEED: 'WEATHER',
  WIND_DIRECTION: 'WEATHER',
};

/** What is said besides, of a quantity: to everybody, or to those who feel it first. */
const besides = (advice: Phrases['advice'], kind: Kind | null): Partial<Advice> => {
  switch (kind) {
    case 'PARTICLES':
      return { everyone: advice.particles };
    case 'OZONE':
      return { everyone: advice.ozone };
    case 'TRAFFIC_GASES':
      return { everyone: advice.trafficGases };
    case 'SULPHUR_DIOXIDE':
      return { sensitiveGroups: advice.sulphurDioxide };
    case 'WEATHER':
    case null:
      return {};
    default:
      return kind satisfies never;
  }
};

const joined = (first: string, second: string | undefined): string =>
  second === undefined ? first : `${first} ${second}`;

/**
 * What to do, for everybody and for those who suffer first. After the sense of US EPA's cautionary statements for each index category and pollutant (Technical
 * Assistance Document for the Reporting of Daily Air Quality, EPA-454/B-24-002), in words of our own: MODERATE stands for its category that is unhealthy for
 * sensitive groups, SEVERE for unhealthy, EXTREME for worse. A quantity of null is the air as a whole.
 */
export const adviceFor = (severity: Severity, quantity: Quantity | null, language: Language): Advice => {
  const { advice } = phrasesOf(language);
  const kind = quantity && kinds[quantity];
  if (kind === 'WEATHER') return advice.weather;
  const base = advice.air[severity];
  if (severity === 'MINOR') return base;
  const more = besides(advice, kind);
  return {
    everyone: joined(base.everyone, more.everyone),
    sensitiveGroups: joined(base.sensitiveGroups, more.sensitiveGroups),
  };
};

/** Whether it is about the instrument, and so says nothing of the air. */
export const isOfSensor = (
  { peak, last }: Pick<Incident, 'peak' | 'last'>,
  condition: Condition | undefined,
): boolean => {
  if (condition?.kind === 'OFFLINE') return true;
  if (condition?.signal.kind === 'QUALITY') return true;
  return peak === null && last === null;
};

/** What to do about an incident: about the air, or about its sensor. */
export const adviceOn = (
  incident: Pick<Incident, 'peak' | 'last' | 'labels'>,
  condition: Condition | undefined,
  language: Language,
): Advice =>
  isOfSensor(incident, condition)
    ? phrasesOf(language).advice.sensor
    : adviceFor(incident.labels.severity, incident.labels.quantity, language);
