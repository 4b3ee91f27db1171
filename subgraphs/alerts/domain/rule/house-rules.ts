import type { RuleInput } from './read/input.ts';

/** A rule of the house, and the id by which it is known again. */
export interface HouseRule {
  readonly id: string;
  readonly rule: RuleInput;
}

/** Dust and smoke come and go within a morning: two full hours before it is said, three before it is taken back. */
const steady = { for: 'PT1H', keepFiringFor: 'PT3H', noDataAfter: 'PT6H' };

/**
 * What everybody is shown without anybody's having made a rule. Thresholds are where EPA's categories of PM2.5 begin (EPA-454/B-24-002, 2024); each is over a tenth
 * below. They tell nobody: receivers are an organisation's.
 */
export const houseRules: readonly HouseRule[] = [
  {
    id: 'house-pm25-sensitive',
    rule: {
      name: 'Fine particles: unhealthy for sensitive groups',
      description: 'The NowCast of PM2.5 has reached EPA’s category for two hours.',
      severity: 'MODERATE',
      condition: { signal: 'NOWCAST', quantity: 'PM25', threshold: 35.5, recovery: 32 },
      pace: steady,
    },
  },
  {
    id: 'house-pm25-unhealthy',
    rule: {
      name: 'Fine particles: unhealthy',
      description: 'The NowCast of PM2.5 has reached EPA’s category for two hours.',
      severity: 'SEVERE',
      condition: { signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5, recovery: 50 },
      pace: steady,
    },
  },
  {
    id: 'house-pm25-very-unhealthy',
    rule: {
      name: 'Fine particles: very unhealthy or hazardous',
      description: 'The NowCast of PM2.5 has reached EPA’s category. It is said at once.',
      severity: 'EXTREME',
      condition: { signal: 'NOWCAST', quantity: 'PM25', threshold: 125.5, recovery: 113 },
      pace: { ...steady, for: 'PT0S' },
    },
  },
  {
    id: 'house-index-unhealthy',
    rule: {
      name: 'Air quality index: unhealthy',
      description:
        'EPA’s index of whatever is measured, which is how ozone, nitrogen dioxide, sulphur dioxide and carbon monoxide are watched. Where fine particles decide it, it comes beside their own.',
      severity: 'SEVERE',
      condition: { signal: 'AQI', standard: 'US_EPA', category: 'Unhealthy', recovery: 136 },
      pace: steady,
    },
  },
  {
    id: 'house-kampala-unhealthy',
    rule: {
      name: 'Kampala: unhealthy in half of the city',
      description: 'Three sensors or more, and half of those within 25 km of the middle of Kampala.',
      severity: 'SEVERE',
      condition: {
        ...{ signal: 'NOWCAST', quantity: 'PM25', threshold: 55.5, recovery: 50 },
        together: { sensors: 3, share: 0.5, minSensors: 5 },
      },
      scope: { circle: { latitude: 0.3163, longitude: 32.5822, radiusKm: 25 } },
      pace: steady,
    },
  },
  {
    id: 'house-forecast-unhealthy',
    rule: {
      name: 'Tomorrow: unhealthy fine particles are likely',
      description:
        'By the newest forecast tomorrow’s mean of PM2.5 reaches EPA’s category with 70 %; over below 50 %.',
      severity: 'MODERATE',
      condition: {
        ...{ signal: 'FORECAST', quantity: 'PM25', horizon: 'D1', level: 55.5 },
        ...{ threshold: 0.7, recovery: 0.5 },
      },
      pace: { noDataAfter: 'P1D', noData: 'RESOLVE' },
    },
  },
  {
    id: 'house-offline',
    rule: {
      name: 'Sensor is silent',
      description: 'Nothing was heard of it for six hours.',
      severity: 'MINOR',
      condition: { signal: 'OFFLINE' },
      pace: { noDataAfter: 'PT6H' },
    },
  },
  {
    id: 'house-channels-disagree',
    rule: {
      name: 'Channels of a sensor disagree',
      description: 'Three readings of PM2.5 within six hours: a laser counter is dirty or failing.',
      severity: 'MINOR',
      condition: {
        ...{ signal: 'QUALITY', quantity: 'PM25', tests: ['CHANNELS'], window: 'PT6H' },
        ...{ threshold: 3, recovery: 1 },
      },
      pace: { noDataAfter: 'PT12H', noData: 'RESOLVE' },
    },
  },
];
