import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Problem } from '../../domain/problem.ts';
import { readWords } from '../../domain/silence/read-words.ts';
import { noteIn } from '../../domain/silence/tell.ts';
import type { Handled, Handling, HandlingStore } from '../../store/incidents/handling.ts';
import { isId, notFound, viewerOf } from './asker.ts';

interface Ground {
  readonly handling: HandlingStore;
  /** Called once it stands written: whoever tells of incidents need not wait for their next look. */
  readonly onChange: () => void;
  readonly now: () => EpochMs;
}

const longestNote = 500;
const longestSnoozeMs = 7 * 86_400_000;

const over: readonly Problem[] = [
  { field: 'id', code: 'OVER', reason: 'This alert is over', next: 'Nothing: nobody is told more of it.' },
];

const snoozeProblems = (until: EpochMs, now: EpochMs): readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  if (until <= now) tell('until', 'NOT_A_TIME', 'This time is past', 'Give one that is to come.');
  else if (until - now > longestSnoozeMs)
    tell('until', 'OUT_OF_RANGE', 'It is more than a week ahead', 'Give one within a week.');
  return problems;
};

/** What people do about incidents: members of their organisation, and Admins about the house's own. */
export const createHandling = ({ handling, onChange, now }: Ground) => {
  const handle = async (
    id: string,
    caller: Caller,
    act: (handled: Handled) => Promise<Handling>,
  ): Promise<Incident | readonly Problem[]> => {
    if (!isId(id)) return notFound('alert');
    const done = await act({ id, viewer: viewerOf(caller), by: caller.id, at: now() });
    switch (done.kind) {
      case 'done':
        if (done.isNew) onChange();
        return done.incident;
      case 'not-found':
        return notFound('alert');
      case 'over':
        return over;
      default:
        return done satisfies never;
    }
  };

  return {
    /** Whoever comes second hears who was first, and with what note. */
    async acknowledge(
      { id, note }: { readonly id: string; readonly note?: string | null | undefined },
      caller: Caller,
    ): Promise<Incident | readonly Problem[]> {
      const problems: Problem[] = [];
      const words = readWords(noteIn(problems), 'note', note, longestNote);
      if (problems.length > 0) return problems;
      return handle(id, caller, (handled) => handling.acknowledge(handled, words));
    },

    async snooze(
      { id, until }: { readonly id: string; readonly until: EpochMs },
      caller: Caller,
    ): Promise<Incident | readonly Problem[]> {
      const problems = snoozeProblems(until, now());
      if (problems.length > 0) return problems;
      return handle(id, caller, (handled) => handling.snooze(handled, until));
    },
  };
};

export type IncidentHandling = ReturnType<typeof createHandling>;
