import type { SensorChanged } from '@aqmrg/schema/events/sensors.ts';
import type { Scope } from '../rule/scope.ts';
import { isInArea } from './is-in-area.ts';

const names = <T>(list: readonly T[] | null, one: T | null): boolean =>
  list === null || (one !== null && list.includes(one));

/** Whether a rule is about a sensor. A retired one is in no scope. */
export const isInScope = (scope: Scope, sensor: SensorChanged): boolean =>
  !sensor.retired &&
  names(scope.sensorIds, sensor.sensorId) &&
  names(scope.siteIds, sensor.siteId) &&
  names(scope.networkIds, sensor.networkId) &&
  names(scope.kinds, sensor.kind) &&
  names(scope.countries, sensor.country) &&
  (scope.tags === null || scope.tags.some((tag) => sensor.tags.includes(tag))) &&
  (scope.area === null || (sensor.location !== null && isInArea(scope.area, sensor.location)));
