import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { readNote, snoozeProblems } from '../../domain/incident/read-handling.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import type { Handled, Handling, HandlingStore } from '../../store/incidents/handling.ts';
import { isId, notFound, viewerOf } from './asker.ts';

interface Ground {
  readonly handling: HandlingStore;
  /** Called once it stands written: whoever tells of incidents need not wait for their next look. */
  readonly onChange: () => void;
  readonly now: () => EpochMs;
}

const over: readonly Problem[] = [
  { field: 'id', code: 'OVER', reason: 'This alert is over', next: 'Nothing: nobody is told more of it.' },
];

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
      const read = readNote(note);
      if (isProblems(read)) return read;
      return handle(id, caller, (handled) => handling.acknowledge(handled, read.note));
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
