import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { ExecutionResult } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import { copyOf } from '../transport/copy.ts';
import { answerOf } from './answering.ts';
import { type ApolloExecution, asGraphqlError } from './apollo.ts';
import type { Answer, Variables } from './operation.ts';

/** The name under which the event itself stands in a plan for Apollo's executor, in the place of the subgraph that sent it. */
const eventService = '#event';

const whole = ({ primary, rest }: SubscriptionNode): QueryPlan => ({
  kind: 'QueryPlan',
  node: {
    kind: 'Sequence',
    nodes: [{ ...primary, serviceName: eventService }, ...(rest ? [rest] : [])],
  },
});

/** As plain data: Apollo's executor adds to the data what it fetches, and to errors its own paths and names. */
const plain = ({ data, errors }: ExecutionResult): ExecutionResult => ({
  data: copyOf(data ?? null),
  ...(errors ? { errors: JSON.parse(JSON.stringify(errors)) } : {}),
});

/** Fetches by Apollo's own executor what other subgraphs know of one event. */
export const eventByApollo = (apollo: ApolloExecution, node: SubscriptionNode) => {
  const plan = whole(node);
  return async (event: ExecutionResult, variables: Variables, context: GatewayContext): Promise<Answer> => {
    try {
      const sources = { [eventService]: { process: async () => plain(event) as never } };
      return answerOf(await apollo.run(plan, variables, context, sources));
    } catch (error) {
      return { errors: [asGraphqlError(error)] };
    }
  };
};
