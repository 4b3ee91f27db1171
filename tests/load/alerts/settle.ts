import { setTimeout } from 'node:timers/promises';
import { type House, openHouse } from '../../support/placements.ts';
import { type Air, markedSensors, networkId, perNetwork, sensorId } from './air.ts';
import { makeMix, markedRule, type RuleInput } from './rules.ts';

/** As many fields of one mutation as the gateway lets through by aliases. */
const perMutation = 10;
const abreast = 4;
const mostTries = 20;
const rulesOfOrganisation = 2_000;
const receiversOfOrganisation = 100;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

type Ask = (query: string, variables: Record<string, unknown>) => ReturnType<House['client']['ask']>;

/** A busy house may say to come again. */
const patiently =
  (ask: Ask): Ask =>
  async (query, variables) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(query, variables);
      const isLater = answer.errors?.some(({ extensions }) => extensions.code === 'AUTH_UNAVAILABLE');
      if (!isLater || tries === mostTries) return answer;
      await setTimeout(1_000);
    }
  };

/** Does the same mutation for many inputs, several in one request; their outcomes in the same order. */
const mutateAll = async (
  ask: Ask,
  { field, type, fields }: { readonly field: string; readonly type: string; readonly fields: string },
  inputs: readonly object[],
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
): Promise<readonly any[]> => {
  const outcomes: unknown[] = Array.from({ length: inputs.length });
  const starts = Array.from({ length: Math.ceil(inputs.length / perMutation) }, (_, i) => i * perMutation);
  const waiting = starts.values();
  const work = async (): Promise<void> => {
    for (const at of waiting) {
      const some = inputs.slice(at, at + perMutation);
      const variables = some.map((_, i) => `$i${i}: ${type}!`).join(', ');
      const parts = some.map((_, i) => `a${i}: ${field}(input: $i${i}) { __typename ${fields} }`);
      const answer = await patiently(ask)(
        `mutation(${variables}) { ${parts.join(' ')} }`,
        Object.fromEntries(some.map((input, i) => [`i${i}`, input])),
      );
      some.forEach((_, i) => {
        const outcome = answer.data?.[`a${i}`];
        if (outcome === undefined || outcome === null)
          throw new Error(JSON.stringify(answer.errors ?? answer));
        outcomes[at + i] = outcome;
      });
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
  return outcomes;
};

/** A house with sensors and no rules, the house's own taken away. */
export const openPlainHouse = async (sensors: number): Promise<House> => {
  const house = await openHouse('one process', {
    WEBHOOK_PRIVATE_RANGES: '127.0.0.0/8',
    MAX_QUERY_COST: '1000000',
  });
  const asAdmin: Ask = house.client.askAsAdmin;
  const networks = Array.from({ length: Math.ceil(sensors / perNetwork) }, (_, i) => i);
  const named = { fields: '', type: '' };
  await mutateAll(
    asAdmin,
    { ...named, field: 'registerNetwork', type: 'RegisterNetworkInput' },
    networks.map((i) => ({ id: networkId(i * perNetwork), name: `Network ${i}` })),
  );
  await mutateAll(
    asAdmin,
    { ...named, field: 'registerSite', type: 'RegisterSiteInput' },
    networks.map((i) => ({
      ...{ id: `site-${i}`, name: `Site ${i}`, city: 'Kampala', country: 'UG', timeZone: 'Africa/Kampala' },
      // a tenth of a degree is 11 km
      location: { latitude: -1 + Math.floor(i / 10) / 10, longitude: 30 + (i % 10) / 10 },
    })),
  );
  const registered = await mutateAll(
    asAdmin,
    { ...named, field: 'registerSensor', type: 'RegisterSensorInput' },
    Array.from({ length: sensors }, (_, n) => ({
      ...{ id: sensorId(n), name: `Sensor ${n}`, networkId: networkId(n), kind: 'LOW_COST' },
      ...{ siteId: `site-${Math.floor(n / perNetwork)}`, quantities: ['PM25'], reportingInterval: 'PT1M' },
    })),
  );
  const refused = registered.find((one) => one.__typename !== 'RegisteredSensor');
  if (refused) throw new Error(`not registered: ${JSON.stringify(refused)}`);
  const { data } = await house.client.askAsAdmin('{ alertRules { id } }');
  const own: readonly { id: string }[] = data.alertRules;
  await mutateAll(
    asAdmin,
    { field: 'deleteAlertRule', type: 'DeleteAlertRuleInput', fields: '' },
    own.map(({ id }) => ({ id })),
  );
  return house;
};

const askAs = async (house: House, organisation: string): Promise<Ask> => {
  const { token } = await house.member(organisation);
  return async (query, variables) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
};

/** A member, and what becomes of their organisation's part. */
const furnishFor = async (
  ask: Ask,
  { mix, marked, webhookUrl }: { mix: readonly RuleInput[]; marked: readonly string[]; webhookUrl: string },
): Promise<readonly string[]> => {
  const receivers = await mutateAll(
    ask,
    {
      ...{ field: 'createAlertReceiver', type: 'CreateAlertReceiverInput' },
      fields:
        '... on AlertReceiverCreated { receiver { id } } ... on AlertProblems { problems { field reason } }',
    },
    marked.map((sensor) => ({ name: sensor, channel: 'WEBHOOK', address: `${webhookUrl}/${sensor}` })),
  );
  const own = receivers.map(({ receiver, problems }, i) => {
    if (receiver === undefined) throw new Error(JSON.stringify(problems));
    return markedRule(marked[i] as string, receiver.id);
  });
  const made = await mutateAll(
    ask,
    {
      ...{ field: 'createAlertRule', type: 'CreateAlertRuleInput' },
      fields: '... on AlertRuleSaved { rule { id } } ... on AlertProblems { problems { field reason } }',
    },
    [...own, ...mix],
  );
  const failed = made.find(({ rule }) => rule === undefined);
  if (failed) throw new Error(JSON.stringify(failed));
  return made.slice(0, own.length).map(({ rule }) => rule.id);
};

export interface Furnishing {
  readonly rules: number;
  readonly air: Air;
  readonly webhookUrl: string;
}

export interface Furnished {
  readonly rulesPerReading: number;
  /** From the first receiver to the last rule that is there. */
  readonly seconds: number;
}

/** Makes the rules, as members of several organisations do; what marked sensors raise an Admin shows to everybody. */
export const furnish = async (house: House, { rules, air, webhookUrl }: Furnishing): Promise<Furnished> => {
  const marked = markedSensors(air);
  const mix = makeMix(rules - marked.length, air.sensors);
  const organisations = Math.max(
    Math.ceil(rules / rulesOfOrganisation),
    Math.ceil(marked.length / receiversOfOrganisation),
  );
  const asks: Ask[] = [];
  for (let i = 0; i < organisations; i += 1) asks.push(await askAs(house, `organisation-${i}`));
  const began = performance.now();
  const shown: string[] = [];
  const partOf = <T>(all: readonly T[], i: number): readonly T[] =>
    all.filter((_, n) => n % organisations === i);
  for (const [i, ask] of asks.entries()) {
    shown.push(
      ...(await furnishFor(ask, { mix: partOf(mix.rules, i), marked: partOf(marked, i), webhookUrl })),
    );
    say(
      `  rules of ${i + 1} of ${organisations} organisations after ${Math.round((performance.now() - began) / 1_000)} s`,
    );
  }
  await mutateAll(
    house.client.askAsAdmin,
    { field: 'publishAlertRule', type: 'PublishAlertRuleInput', fields: '' },
    shown.map((id) => ({ id, isPublished: true })),
  );
  return {
    rulesPerReading: mix.perReading + marked.length / air.sensors,
    seconds: (performance.now() - began) / 1_000,
  };
};
