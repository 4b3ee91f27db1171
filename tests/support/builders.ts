import type { GraphClient } from './client.ts';

export const hourMs = 3_600_000;

/** The start of the hour that ended last, `hoursBack` hours before it. */
export const hourStart = (hoursBack = 0): number =>
  Math.floor(Date.now() / hourMs) * hourMs - (1 + hoursBack) * hourMs;

export const iso = (ms: number): string => new Date(ms).toISOString();

/** A PM2.5 row of one hour, as clients send it. */
export const makeRow = (overrides: Record<string, unknown> = {}): Record<string, unknown> => {
  const start = hourStart();
  return {
    sensorId: 'roof-1',
    quantity: 'PM25',
    periodStart: iso(start),
    periodEnd: iso(start + hourMs),
    value: 21.5,
    unit: 'MICROGRAM_PER_CUBIC_METRE',
    ...overrides,
  };
};

const register = /* GraphQL */ `
  mutation Register($network: RegisterNetworkInput!, $site: RegisterSiteInput!, $sensor: RegisterSensorInput!) {
    registerNetwork(input: $network) { __typename }
    registerSite(input: $site) { __typename }
    registerSensor(input: $sensor) { __typename ... on InvalidInput { field message } ... on AlreadyRegistered { message } }
  }
`;

/** Registers a sensor on a roof in Kampala, or at another site, with its network. */
export const registerSensor = async (
  client: GraphClient,
  overrides: Record<string, unknown> = {},
  site: Record<string, unknown> = {},
): Promise<void> => {
  const answer = await client.askAsAdmin(register, {
    network: { id: 'roofs', name: 'Roofs' },
    site: {
      id: 'makerere',
      name: 'Makerere Hill',
      city: 'Kampala',
      country: 'UG',
      timeZone: 'Africa/Kampala',
      location: { latitude: 0.33, longitude: 32.57 },
      ...site,
    },
    sensor: {
      id: 'roof-1',
      name: 'Roof 1',
      networkId: 'roofs',
      siteId: 'makerere',
      kind: 'LOW_COST',
      quantities: ['PM25', 'PM10', 'HUMIDITY', 'TEMPERATURE'],
      reportingInterval: 'PT1H',
      ...overrides,
    },
  });
  const outcome = answer.data?.registerSensor?.__typename;
  if (outcome !== 'RegisteredSensor') throw new Error(`not registered: ${JSON.stringify(answer)}`);
};

export const minuteMs = 60_000;

/** A PM2.5 row of one minute, the `minute`th since thirty days ago: rows of other minutes are other readings. */
export const makeMinute = (
  minute: number,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> => {
  const start = hourStart(30 * 24) + minute * minuteMs;
  return makeRow({
    value: 10 + (minute % 17),
    periodStart: iso(start),
    periodEnd: iso(start + minuteMs),
    ...overrides,
  });
};

/** Reports rows in bulk; throws where not all of them are taken. History unless it is said otherwise, so that no lateness is judged. */
export const report = async (
  { post }: Pick<GraphClient, 'post'>,
  rows: readonly Record<string, unknown>[],
  delivery = 'BACKFILL',
): Promise<void> => {
  const response = await post(`/v1/readings?delivery=${delivery}`, JSON.stringify(rows));
  const outcome = (await response.json()) as { accepted?: number };
  if (outcome.accepted !== rows.length)
    throw new Error(`not all taken: ${response.status} ${JSON.stringify(outcome)}`);
};
