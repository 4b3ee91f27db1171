import { type AccessTable, admin, asParent, each, everyone } from '@aqmrg/platform/subgraph/access.ts';

/** The registry is open to read; only administrators change it. */
export const access: AccessTable = {
  Query: each(everyone, 'sensor sensors nearest site sites networks'),
  Mutation: each(
    admin,
    'registerNetwork registerSite registerSensor updateSensor retireSensor assignNetwork',
  ),
  Sensor: each(
    everyone,
    'id name network site kind maker model externalIds location country isMobile quantities variant reportingInterval tags status ' +
      'lastSeenAt timeZone license attribution deployedFrom deployedTo',
  ),
  Site: each(everyone, 'id name location timeZone country city sensors'),
  Network: each(everyone, 'id name maker organisationId health sensors'),
  ...each(asParent, 'GeoPoint ExternalId NetworkHealth NearbySensor'),
  ...each(asParent, 'SensorConnection SensorEdge SiteConnection SiteEdge'),
  ...each(
    asParent,
    'RegisteredNetwork RegisteredSite RegisteredSensor UpdatedSensor RetiredSensor AssignedNetwork',
  ),
  ...each(asParent, 'InvalidInput AlreadyRegistered NotRegistered'),
};
