import type { Caller } from '@aqmrg/platform/caller.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Inhibition, Matcher, Silence } from '../../domain/notify/silence.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { type InhibitionInput, readInhibition } from '../../domain/silence/read-inhibition.ts';
import { readSilence, type SilenceInput } from '../../domain/silence/read-silence.ts';
import type { Unheeded } from '../../store/incidents/unheeded.ts';
import { type Inhibitions, mostInhibitions } from '../../store/quiet/inhibitions.ts';
import { mostSilences, type Silences } from '../../store/quiet/silences.ts';
import { isId, notFound, organisationOf } from './asker.ts';

interface Ground {
  readonly silences: Silences;
  readonly inhibitions: Inhibitions;
  readonly unheeded: Unheeded;
  /** A rule that the caller may see; null where there is none. */
  readonly ruleFor: (id: string, caller: Caller) => Promise<Rule | null>;
  /** Called where receivers may have to be told of more than before. */
  readonly onChange: () => void;
  readonly newId: () => string;
  readonly now: () => EpochMs;
}

const tooMany = (most: number, next: string): readonly Problem[] => [
  { field: 'organisation', code: 'TOO_MANY', reason: `Your organisation keeps ${most}`, next },
];

/** What organisations want to be quiet: each its own alone. */
export const createQuiet = (ground: Ground) => {
  const { silences, inhibitions, unheeded, ruleFor, onChange, newId, now } = ground;

  /** Rules that are named and not there, or not theirs. */
  const unknownRules = async (
    field: string,
    { ruleIds }: Matcher,
    caller: Caller,
  ): Promise<readonly Problem[]> => {
    const found = await Promise.all((ruleIds ?? []).map((id) => ruleFor(id, caller)));
    return found.flatMap((rule, place): Problem[] =>
      rule === null
        ? [
            {
              field: `${field}.${place}`,
              code: 'UNKNOWN_ID',
              reason: 'You see no such rule',
              next: 'Check the id.',
            },
          ]
        : [],
    );
  };

  const becomeLouder = async (organisation: string): Promise<void> => {
    await unheeded.lookAgain(organisation, now());
    onChange();
  };

  return {
    /** Those that hold or will, the next to begin first; then, where asked for, the newest of those that are over. */
    async silences(over: boolean, { organisation }: Caller): Promise<readonly Silence[]> {
      if (organisation === null) return [];
      const at = now();
      const [standing, past] = await Promise.all([
        silences.list(organisation, at),
        over ? silences.listOver(organisation, at) : [],
      ]);
      return [...standing, ...past];
    },

    async silence(input: SilenceInput, caller: Caller): Promise<Silence | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (isProblems(organisation)) return organisation;
      const at = now();
      const wish = readSilence(input, at);
      if (isProblems(wish)) return wish;
      const unknown = await unknownRules('matcher.ruleIds', wish.matcher, caller);
      if (unknown.length > 0) return unknown;
      const silence = { ...wish, id: newId(), organisation, createdBy: caller.id, createdAt: at };
      const isKept = await silences.create(silence, at);
      return isKept ? silence : tooMany(mostSilences, 'End one first.');
    },

    async endSilence(id: string, caller: Caller): Promise<Silence | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (isProblems(organisation)) return organisation;
      const ended = isId(id) ? await silences.end(id, organisation, now()) : null;
      if (ended === null) return notFound('silence');
      await becomeLouder(organisation);
      return ended;
    },

    async inhibitions({ organisation }: Caller): Promise<readonly Inhibition[]> {
      return organisation === null ? [] : inhibitions.list(organisation);
    },

    async inhibit(input: InhibitionInput, caller: Caller): Promise<Inhibition | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (isProblems(organisation)) return organisation;
      const wish = readInhibition(input);
      if (isProblems(wish)) return wish;
      const unknown = [
        ...(await unknownRules('source.ruleIds', wish.source, caller)),
        ...(await unknownRules('target.ruleIds', wish.target, caller)),
      ];
      if (unknown.length > 0) return unknown;
      const inhibition = { ...wish, id: newId(), organisation, createdBy: caller.id, createdAt: now() };
      const isKept = await inhibitions.create(inhibition);
      return isKept ? inhibition : tooMany(mostInhibitions, 'Take one away first.');
    },

    async deleteInhibition(
      id: string,
      caller: Caller,
    ): Promise<{ readonly id: string } | readonly Problem[]> {
      const organisation = organisationOf(caller);
      if (isProblems(organisation)) return organisation;
      const wasThere = isId(id) && (await inhibitions.delete(id, organisation));
      if (!wasThere) return notFound('inhibition');
      await becomeLouder(organisation);
      return { id };
    },
  };
};

export type Quiet = ReturnType<typeof createQuiet>;
