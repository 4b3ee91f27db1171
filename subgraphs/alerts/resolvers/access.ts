import {
  type AccessTable,
  admin,
  asParent,
  each,
  everyone,
  everyoneTheirOwn,
  own,
} from '@aqmrg/platform/subgraph/access.ts';

/** Everybody sees what an Admin published; rules, receivers and what else was said belong to organisations. */
export const access: AccessTable = {
  Query: {
    ...each(everyoneTheirOwn, 'alerts alert'),
    ...each(own, 'alertRules alertRule alertReceivers silences inhibitions alertDeliveries'),
    ...each(own, 'dryRunAlertRule previewAlertMessage'),
  },
  Mutation: {
    ...each(admin, 'publishAlertRule approveAlertRule'),
    ...each(own, 'createAlertRule updateAlertRule deleteAlertRule acknowledgeAlert snoozeAlert'),
    ...each(own, 'silence endSilence createInhibition deleteInhibition'),
    ...each(own, 'createAlertReceiver updateAlertReceiver deleteAlertReceiver rotateReceiverSecret'),
    ...each(own, 'testChannel retryAlertDelivery'),
  },
  Subscription: { alertRaised: everyoneTheirOwn },
  Sensor: { id: everyone, alerts: everyoneTheirOwn },
  Site: { id: everyone },
  ...each(asParent, 'AlertProblem AlertProblems AlertAdvice AlertStep AlertDetail AlertConnection AlertEdge'),
  ...each(asParent, 'AlertEvent Gap AlertCondition AlertTogether AlertScope AlertPace AlertTelling'),
  ...each(asParent, 'AlertEscalation AlertWording AlertRuleSaved AlertRuleDeleted AlertSaved AlertMatcher'),
  ...each(asParent, 'WeeklyWindow Silence SilenceSaved Inhibition InhibitionCreated InhibitionDeleted'),
  ...each(asParent, 'QuietHours AlertReceiver AlertReceiverCreated AlertReceiverSaved AlertReceiverDeleted'),
  ...each(asParent, 'ReceiverSecretRotated ChannelTested AlertDelivery AlertDeliveryConnection'),
  ...each(asParent, 'AlertDeliveryEdge AlertDeliveryRetried AlertDryRun DryRunAlert AlertMessagePreview'),
  ...each(asParent, 'Alert AlertRule'),
};
