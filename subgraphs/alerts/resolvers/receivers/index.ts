import { localTime } from '../../domain/notify/receivers/local-time.ts';
import { isProblems } from '../../domain/problem.ts';
import type { MutationResolvers, QueryResolvers, Resolvers } from '../types.generated.ts';
import { connectionFields, deliveriesPage, edgeFields } from './page.ts';
import { receiverLoader } from './receiver-loader.ts';
import { inputOf, languageWord, refused } from './words.ts';

const queries = {
  alertReceivers: async (_root, _args, { keeping, caller }) => [...(await keeping.list(caller))],
  alertDeliveries: (_root, args, context) => deliveriesPage(args, context),
} satisfies Partial<QueryResolvers>;

const mutations = {
  async createAlertReceiver(_root, { input }, { keeping, caller }) {
    const made = await keeping.create(inputOf(input), caller);
    return isProblems(made) ? refused(made) : { __typename: 'AlertReceiverCreated', ...made };
  },

  async updateAlertReceiver(_root, { input }, { keeping, caller }) {
    const receiver = await keeping.update(inputOf(input), caller);
    return isProblems(receiver) ? refused(receiver) : { __typename: 'AlertReceiverSaved', receiver };
  },

  async deleteAlertReceiver(_root, { input }, { keeping, caller }) {
    const gone = await keeping.remove(input.id, caller);
    return isProblems(gone) ? refused(gone) : { __typename: 'AlertReceiverDeleted', ...gone };
  },

  async rotateReceiverSecret(_root, { input }, { keeping, caller }) {
    const rotated = await keeping.rotate(input.id, caller);
    return isProblems(rotated) ? refused(rotated) : { __typename: 'ReceiverSecretRotated', ...rotated };
  },

  async testChannel(_root, { input }, { deliveries, caller, signal }) {
    const delivery = await deliveries.test(input.receiverId, { caller, signal });
    return isProblems(delivery) ? refused(delivery) : { __typename: 'ChannelTested', delivery };
  },

  async retryAlertDelivery(_root, { input }, { deliveries, caller }) {
    const delivery = await deliveries.retry(input.id, caller);
    return isProblems(delivery) ? refused(delivery) : { __typename: 'AlertDeliveryRetried', delivery };
  },
} satisfies Partial<MutationResolvers>;

export const receiverResolvers = {
  Query: queries,
  Mutation: mutations,
  AlertReceiver: { language: ({ language }) => languageWord(language) },
  QuietHours: {
    from: ({ fromMinute }) => localTime(fromMinute),
    to: ({ toMinute }) => localTime(toMinute),
  },
  AlertDelivery: {
    alertIds: ({ incidentIds }) => [...incidentIds],
    receiver: ({ receiverId }, _args, context) => receiverLoader(context).load(receiverId),
  },
  AlertDeliveryConnection: connectionFields,
  AlertDeliveryEdge: edgeFields,
} satisfies Partial<Resolvers>;
