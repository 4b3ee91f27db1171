import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { refused } from './payload.ts';

const saved = (done: Incident | readonly Problem[]) =>
  isProblems(done) ? refused(done) : { __typename: 'AlertSaved' as const, alert: done };

export const handlingMutations: Pick<MutationResolvers, 'acknowledgeAlert' | 'snoozeAlert'> = {
  acknowledgeAlert: async (_root, { input }, { handling, caller }) =>
    saved(await handling.acknowledge(input, caller)),
  snoozeAlert: async (_root, { input }, { handling, caller }) => saved(await handling.snooze(input, caller)),
};
