import type { House } from './placements.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
type Node = any;

/** Webhooks of the tests listen on this machine. */
export const onThisMachine = { WEBHOOK_PRIVATE_RANGES: '127.0.0.0/8' };

const problems = '... on AlertProblems { problems { field code reason } }';

/** Asks as somebody with an account, and throws where it goes wrong. */
export const asking =
  ({ url }: Pick<House, 'url'>, token: string) =>
  async (query: string, variables: object = {}): Promise<Node> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Node;
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
export type Ask = ReturnType<typeof asking>;

const outcome = (answer: Node): Node => {
  if (answer.problems) throw new Error(JSON.stringify(answer.problems));
  return answer;
};

/** A webhook that is told, and what its messages are signed with. */
export const addHook = async (ask: Ask, address: string, more: object = {}) => {
  const { createAlertReceiver } = await ask(
    `mutation($input: CreateAlertReceiverInput!) { createAlertReceiver(input: $input) {
      ... on AlertReceiverCreated { receiver { id } signingSecret } ${problems} } }`,
    { input: { name: 'Hook', channel: 'WEBHOOK', address, ...more } },
  );
  const { receiver, signingSecret } = outcome(createAlertReceiver);
  return { id: receiver.id as string, signingSecret: signingSecret as string };
};

/** A rule that a value of PM2.5 at or above 100 breaches; over below 80. */
export const addRule = async (ask: Ask, more: object = {}): Promise<{ id: string; revision: number }> => {
  const { createAlertRule } = await ask(
    `mutation($input: CreateAlertRuleInput!) { createAlertRule(input: $input) {
      ... on AlertRuleSaved { rule { id revision } } ${problems} } }`,
    {
      input: {
        name: 'Smoke over Makerere',
        severity: 'SEVERE',
        condition: { signal: 'VALUE', quantity: 'PM25', threshold: 100, recovery: 80 },
        pace: { noDataAfter: 'P1D' },
        ...more,
      },
    },
  );
  return outcome(createAlertRule).rule;
};
