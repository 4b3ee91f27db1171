import { randomBytes, randomUUID } from 'node:crypto';
import { makeTown, townCsv } from '../../support/town.ts';

/** What an id in an argument is the id of. `new`: of something that is to be made; `none`: left out, or public whoever asks. */
export type Kind =
  | 'organisation'
  | 'network'
  | 'sensor'
  | 'site'
  | 'account'
  | 'key'
  | 'invitation'
  | 'series'
  | 'run'
  | 'published'
  | 'rule'
  | 'alert'
  | 'receiver'
  | 'silence'
  | 'inhibition'
  | 'delivery'
  | 'export'
  | 'new'
  | 'none';

/** The things of one tenant, by kind. */
export type Subject = Readonly<Record<Kind, string>>;

/** Every id that a client can send. One that is not named here stops the tests: somebody has to say whose it is. */
const idsByPlace: Readonly<Record<string, Kind>> = {
  'Query.sensor.id': 'sensor',
  'Query.site.id': 'site',
  'Query.organisation.id': 'organisation',
  'Query.apiKeys.organisationId': 'organisation',
  'UserFilter.organisationId': 'organisation',
  'SensorFilter.ids': 'none',
  'SensorFilter.network': 'none',
  'SensorFilter.site': 'none',
  'SiteFilter.network': 'none',
  'RegisterNetworkInput.id': 'new',
  'RegisterNetworkInput.organisationId': 'organisation',
  'RegisterSiteInput.id': 'new',
  'RegisterSensorInput.id': 'new',
  'RegisterSensorInput.networkId': 'network',
  'RegisterSensorInput.siteId': 'none',
  'UpdateSensorInput.id': 'sensor',
  'UpdateSensorInput.siteId': 'none',
  'RetireSensorInput.id': 'sensor',
  'AssignNetworkInput.id': 'network',
  'AssignNetworkInput.organisationId': 'organisation',
  'ReadingInput.sensorId': 'sensor',
  'Subscription.forecastIssued.sensorIds': 'none',
  'ReadingFilter.sensorIds': 'none',
  'ReadingFilter.siteIds': 'none',
  'ReadingFilter.networkIds': 'none',
  'CreatePasswordResetInput.userId': 'account',
  'ApproveUserInput.userId': 'account',
  'SuspendUserInput.userId': 'account',
  'SetRoleInput.userId': 'account',
  'SetMembershipInput.userId': 'account',
  'SetMembershipInput.organisationId': 'organisation',
  'ChangeMemberInput.userId': 'account',
  'CreateOrganisationInput.id': 'new',
  'CreateInvitationInput.organisationId': 'organisation',
  'RevokeInvitationInput.id': 'invitation',
  'CreateApiKeyInput.networks': 'network',
  'CreateApiKeyInput.organisationId': 'organisation',
  'RevokeApiKeyInput.id': 'key',
  'Query.associationRun.id': 'run',
  'Query.associationRuns.healthSeriesId': 'series',
  'RemoveHealthSeriesInput.id': 'series',
  'AssociationInput.healthSeriesId': 'series',
  'AssociationInput.model': 'none',
  'CorrelationInput.healthSeriesId': 'series',
  'ExposureInput.siteId': 'none',
  'ExposureInput.sensorIds': 'none',
  'CancelAssociationInput.id': 'run',
  'PublishAssociationInput.runId': 'run',
  'PublishAssociationInput.siteId': 'site',
  'WithdrawAssociationInput.id': 'published',
  'Query.alert.id': 'alert',
  'Query.alertRule.id': 'rule',
  'AlertFilter.sensorIds': 'none',
  'AlertFilter.siteIds': 'none',
  'AlertFilter.networkIds': 'none',
  'AlertFilter.ruleIds': 'rule',
  'AlertScopeInput.sensorIds': 'none',
  'AlertScopeInput.siteIds': 'none',
  'AlertScopeInput.networkIds': 'none',
  'AlertTellingInput.receiverIds': 'receiver',
  'AlertEscalationInput.receiverIds': 'receiver',
  'UpdateAlertRuleInput.id': 'rule',
  'DeleteAlertRuleInput.id': 'rule',
  'PublishAlertRuleInput.id': 'rule',
  'ApproveAlertRuleInput.id': 'rule',
  'DryRunAlertRuleInput.ruleId': 'rule',
  'DryRunAlertRuleInput.sensorIds': 'none',
  'PreviewAlertMessageInput.ruleId': 'rule',
  'AcknowledgeAlertInput.id': 'alert',
  'SnoozeAlertInput.id': 'alert',
  'AlertMatcherInput.ruleIds': 'rule',
  'AlertMatcherInput.sensorIds': 'none',
  'AlertMatcherInput.siteIds': 'none',
  'AlertMatcherInput.networkIds': 'none',
  'EndSilenceInput.id': 'silence',
  'DeleteInhibitionInput.id': 'inhibition',
  'UpdateAlertReceiverInput.id': 'receiver',
  'DeleteAlertReceiverInput.id': 'receiver',
  'RotateReceiverSecretInput.id': 'receiver',
  'TestChannelInput.receiverId': 'receiver',
  'AlertDeliveryFilter.receiverId': 'receiver',
  'AlertDeliveryFilter.alertId': 'alert',
  'RetryAlertDeliveryInput.id': 'delivery',
  'Query.export.id': 'export',
  'CancelExportInput.id': 'export',
  'Subscription.exportProgressed.id': 'export',
  'AvailabilityInput.sensorIds': 'none',
  'AvailabilityInput.siteIds': 'none',
  'AvailabilityInput.networkIds': 'none',
  'RequestExportInput.sensorIds': 'none',
  'RequestExportInput.siteIds': 'none',
  'RequestExportInput.networkIds': 'none',
};

export const kindOf = (where: string): Kind => {
  const kind = Object.hasOwn(idsByPlace, where) ? idsByPlace[where] : undefined;
  if (kind === undefined) throw new Error(`${where} is an id: whose is it? Name it in subjects.ts.`);
  return kind;
};

/** A hour that no other call reports. */
let hour = 0;
const periodStart = (): string => {
  hour += 1;
  return new Date(Date.UTC(2025, 0, 1) + hour * 3_600_000).toISOString();
};
const password = (): string => randomBytes(18).toString('base64url');
const text = (value: string): string => JSON.stringify(value);
const inDays = (days: number): string => text(new Date(Date.now() + days * 86_400_000).toISOString());

/** Two years of a place's health: fewer would be told of nobody. */
const town = makeTown(730);
const healthColumns =
  '[{ name: "deaths", role: OUTCOME }, { name: "temperature", role: TEMPERATURE }, { name: "pm25", role: EXPOSURE }]';
/** A series as the graph takes it. */
export const healthSeriesInput = (name: string): string =>
  `{ name: ${text(name)}, timeZone: "Africa/Kampala", columns: ${healthColumns}, csv: ${text(townCsv(town))} }`;

/** What is sent where the schema alone does not say what fits. */
const usualByPlace: Readonly<Record<string, () => string>> = {
  'ReadingInput.quantity': () => 'PM25',
  'ReadingInput.unit': () => 'MICROGRAM_PER_CUBIC_METRE',
  'ReadingInput.periodStart': () => text(periodStart()),
  'ReadingInput.periodEnd': () => text(new Date(Date.UTC(2025, 0, 1) + (hour + 1) * 3_600_000).toISOString()),
  'RegisterSensorInput.quantities': () => '[PM25]',
  'SetUpInput.email': () => text(`${randomUUID()}@example.org`),
  'SetUpInput.password': () => text(password()),
  'SignUpInput.email': () => text(`${randomUUID()}@example.org`),
  'SignUpInput.password': () => text(password()),
  'SignInInput.email': () => text(`${randomUUID()}@example.org`),
  'ChangePasswordInput.newPassword': () => text(password()),
  'ResetPasswordInput.newPassword': () => text(password()),
  'CreateInvitationInput.email': () => text(`${randomUUID()}@example.org`),
  // left out, it would let the member go
  'ChangeMemberInput.role': () => 'MEMBER',
  'Sensor.readings.from': () => '"2025-01-01T00:00:00Z"',
  'Sensor.readings.to': () => '"2025-01-02T00:00:00Z"',
  'Sensor.series.from': () => '"2025-01-01T00:00:00Z"',
  'Sensor.series.to': () => '"2025-01-02T00:00:00Z"',
  'Sensor.series.every': () => '"PT1H"',
  'Sensor.forecasts.from': () => '"2025-01-01T00:00:00Z"',
  'Sensor.forecasts.to': () => '"2025-01-02T00:00:00Z"',
  'Site.series.from': () => '"2025-01-01T00:00:00Z"',
  'Site.series.to': () => '"2025-01-02T00:00:00Z"',
  'Site.series.every': () => '"PT1H"',
  'Site.exceedances.year': () => '2025',
  'UploadHealthSeriesInput.timeZone': () => '"Africa/Kampala"',
  'UploadHealthSeriesInput.columns': () => healthColumns,
  'UploadHealthSeriesInput.csv': () => text(townCsv(town)),
  'AssociationInput.exposures': () => '[{ column: "pm25" }]',
  'CorrelationInput.exposure': () => '{ column: "pm25" }',
  // no air is ever so bad
  'CreateAlertRuleInput.condition': () => '{ signal: VALUE, quantity: PM25, threshold: 900 }',
  'AlertEscalationInput.after': () => '"PT1H"',
  'CreateAlertReceiverInput.address': () => text(`${randomUUID()}@example.org`),
  'SnoozeAlertInput.until': () => inDays(1),
  'SilenceInput.endsAt': () => inDays(1),
  'DryRunAlertRuleInput.from': () => inDays(-1),
  'DryRunAlertRuleInput.to': () => inDays(0),
  'AvailabilityInput.from': () => inDays(-1),
  'AvailabilityInput.to': () => inDays(0),
  'RequestExportInput.from': () => inDays(-1),
  'RequestExportInput.to': () => inDays(0),
  'ExportAverageInput.every': () => '"PT1H"',
};

export const usual = (where: string): string | undefined =>
  Object.hasOwn(usualByPlace, where) ? usualByPlace[where]?.() : undefined;

/** Ids that look like everybody's and are nobody's. */
export const nobodys = (): Subject => ({
  organisation: `none-${randomBytes(4).toString('hex')}`,
  network: `none-${randomBytes(4).toString('hex')}`,
  sensor: `none-${randomBytes(4).toString('hex')}`,
  site: `none-${randomBytes(4).toString('hex')}`,
  account: randomUUID(),
  key: 'aaaaaaaaaaaa',
  invitation: randomUUID(),
  series: randomUUID(),
  run: randomUUID(),
  published: randomUUID(),
  rule: randomUUID(),
  alert: randomUUID(),
  receiver: randomUUID(),
  silence: randomUUID(),
  inhibition: randomUUID(),
  delivery: randomUUID(),
  export: randomUUID(),
  new: `new-${randomBytes(6).toString('hex')}`,
  none: '',
});
