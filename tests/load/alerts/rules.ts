import { markedThreshold, networkId, perNetwork, sensorId } from './air.ts';

/** As `createAlertRule` takes it. */
export type RuleInput = Readonly<Record<string, unknown>>;

export interface Mix {
  readonly rules: readonly RuleInput[];
  /** How many of them are about one reading. */
  readonly perReading: number;
}

/** Of each kind of signal, far above the air of the benchmark: what is judged and raises nothing. */
const conditionOf = (n: number): RuleInput => {
  const threshold = 60 + (n % 97);
  const kinds: readonly RuleInput[] = [
    { signal: 'VALUE', quantity: 'PM25', threshold },
    { signal: 'ROLLING_MEAN', quantity: 'PM25', window: 'PT10M', threshold },
    { signal: 'ROLLING_MEAN', quantity: 'PM25', window: 'PT1H', minCoverage: 0.1, threshold },
    { signal: 'NOWCAST', quantity: 'PM25', threshold },
    { signal: 'AQI', threshold: 2 * threshold + 30 },
  ];
  return kinds[n % kinds.length] as RuleInput;
};

const ruleOf = (name: string, n: number, scope: RuleInput | null): RuleInput => ({
  ...{ name, severity: 'MODERATE', condition: conditionOf(n), pace: { for: n % 2 === 0 ? 'PT0S' : 'PT10M' } },
  ...(scope === null ? {} : { scope }),
});

/** So many rules that raise nothing: one in 200 about everybody, one in ten about a network, all others about a sensor each. */
export const makeMix = (count: number, sensors: number): Mix => {
  const everybody = Math.floor(count / 200);
  const ofNetworks = Math.floor(count / 10);
  const networks = Math.ceil(sensors / perNetwork);
  const rules = Array.from({ length: count }, (_, n) => {
    if (n < everybody) return ruleOf(`Everybody ${n}`, n, null);
    if (n < everybody + ofNetworks) {
      const network = networkId((n % networks) * perNetwork);
      return ruleOf(`${network} ${n}`, Math.floor(n / networks), { networkIds: [network] });
    }
    const sensor = sensorId(n % sensors);
    return ruleOf(`${sensor} ${n}`, n, { sensorIds: [sensor] });
  });
  const ofSensors = count - everybody - ofNetworks;
  return { rules, perReading: everybody + ofNetworks / networks + ofSensors / sensors };
};

/** A marked sensor's own: it tells one receiver. */
export const markedRule = (sensor: string, receiverId: string): RuleInput => ({
  ...{ name: `${sensor} is beyond`, severity: 'SEVERE', scope: { sensorIds: [sensor] } },
  condition: { signal: 'VALUE', quantity: 'PM25', threshold: markedThreshold },
  telling: { receiverIds: [receiverId] },
});
