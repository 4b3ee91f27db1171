import { silenceEndAt } from '../../domain/notify/quiet/silence-end.ts';
import type { Matcher, Silence } from '../../domain/notify/silence.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import { clockOf } from '../../domain/silence/read-weekly.ts';
import type {
  InhibitionResolvers,
  MutationResolvers,
  QueryResolvers,
  SilenceResolvers,
  WeeklyWindowResolvers,
} from '../types.generated.ts';
import { refused } from './payload.ts';

/** Lists of their own, which is what the generated types want. */
const shownMatcher = ({ ruleIds, sensorIds, siteIds, networkIds, severities }: Matcher) => ({
  ruleIds: ruleIds && [...ruleIds],
  sensorIds: sensorIds && [...sensorIds],
  siteIds: siteIds && [...siteIds],
  networkIds: networkIds && [...networkIds],
  severities: severities && [...severities],
});

export const quietQueries: Pick<QueryResolvers, 'silences' | 'inhibitions'> = {
  silences: async (_root, { over }, { quiet, caller }) => [...(await quiet.silences(over ?? false, caller))],
  inhibitions: async (_root, _args, { quiet, caller }) => [...(await quiet.inhibitions(caller))],
};

const saved = (silence: Silence | readonly Problem[]) =>
  isProblems(silence) ? refused(silence) : { __typename: 'SilenceSaved' as const, silence };

export const quietMutations: Pick<
  MutationResolvers,
  'silence' | 'endSilence' | 'createInhibition' | 'deleteInhibition'
> = {
  silence: async (_root, { input }, { quiet, caller }) => saved(await quiet.silence(input, caller)),
  endSilence: async (_root, { input }, { quiet, caller }) => saved(await quiet.endSilence(input.id, caller)),
  async createInhibition(_root, { input }, { quiet, caller }) {
    const made = await quiet.inhibit(input, caller);
    return isProblems(made) ? refused(made) : { __typename: 'InhibitionCreated' as const, inhibition: made };
  },
  async deleteInhibition(_root, { input }, { quiet, caller }) {
    const gone = await quiet.deleteInhibition(input.id, caller);
    return isProblems(gone) ? refused(gone) : { __typename: 'InhibitionDeleted' as const, ...gone };
  },
};

export const silenceFields: SilenceResolvers = {
  matcher: ({ matcher }) => shownMatcher(matcher),
  holdsNow: (silence, _args, { now }) => silenceEndAt(silence, now()) !== null,
};

export const weeklyFields: WeeklyWindowResolvers = {
  weekdays: ({ weekdays }) => [...weekdays],
  from: ({ fromMinute }) => clockOf(fromMinute),
  to: ({ toMinute }) => clockOf(toMinute),
};

export const inhibitionFields: InhibitionResolvers = {
  source: ({ source }) => shownMatcher(source),
  target: ({ target }) => shownMatcher(target),
  equal: ({ equal }) => [...equal],
};
