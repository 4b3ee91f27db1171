/**
 * Spares a subgraph that is down, and those who would wait for it.
 *
 *   closed ──at least `minimum` requests in the window, `rate` of them failed──▶ open
 *   closed ──`inARow` failed, and none was answered since they began──▶ open
 *   open ──`openMs` later, with the next request──▶ half-open, which lets that one through
 *   half-open ──it was answered──▶ closed
 *   half-open ──it failed──▶ open
 *   half-open ──nobody waited for its end──▶ half-open, for the next one
 */
export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerSettings {
  readonly windowMs: number;
  readonly minimum: number;
  /** From 0 to 1. */
  readonly rate: number;
  readonly inARow: number;
  readonly openMs: number;
}

/** unknown: it ended for a reason that has nothing to do with the subgraph, such as a client that left. */
export type Ending = 'answered' | 'failed' | 'unknown';

/** That a request was let through, and when: for its report. */
export interface Admission {
  /** Counts the changes of state. */
  readonly term: number;
  /** How many were answered before it began. */
  readonly answers: number;
}

export interface Breaker {
  /** Undefined: it is not let through. */
  admit(): Admission | undefined;
  /** Reports of an earlier term say nothing of the present and are dropped. */
  report(admission: Admission, ending: Ending): void;
}

interface Count {
  readonly since: number;
  requests: number;
  failures: number;
}

export const createBreaker = (
  settings: BreakerSettings,
  onChange: (state: BreakerState) => void,
  now: () => number = () => performance.now(),
): Breaker => {
  const { windowMs, minimum, rate, inARow, openMs } = settings;
  const count = (): Count => ({ since: now(), requests: 0, failures: 0 });
  let state: BreakerState = 'closed';
  let term = 1;
  let openedAt = 0;
  let trying = false;
  let answers = 0;
  let failedInARow = 0;
  // two halves of the window, the older one dropped as a whole: a window that slides in two steps
  let older = count();
  let newer = count();

  const become = (next: BreakerState): void => {
    state = next;
    term += 1;
    trying = false;
    failedInARow = 0;
    older = count();
    newer = count();
    if (next === 'open') openedAt = now();
    onChange(next);
  };

  const turnWindow = (): void => {
    const age = now() - newer.since;
    if (age < windowMs / 2) return;
    older = age < windowMs ? newer : count();
    newer = count();
  };

  const isBad = (): boolean => {
    const requests = older.requests + newer.requests;
    const failures = older.failures + newer.failures;
    return failedInARow >= inARow || (requests >= minimum && failures >= rate * requests);
  };

  const note = (admission: Admission, answered: boolean): void => {
    turnWindow();
    newer.requests += 1;
    if (answered) {
      answers += 1;
      failedInARow = 0;
      return;
    }
    newer.failures += 1;
    // a costly query that fails among others that are answered is no sign that the subgraph is down
    if (admission.answers === answers) failedInARow += 1;
    if (isBad()) become('open');
  };

  return {
    admit() {
      if (state === 'closed') return { term, answers };
      if (state === 'open' && now() - openedAt >= openMs) become('half-open');
      if (state === 'open' || trying) return undefined;
      trying = true;
      return { term, answers };
    },
    report(admission, ending) {
      if (admission.term !== term) return;
      if (state !== 'closed' && ending === 'unknown') trying = false;
      else if (state !== 'closed') become(ending === 'answered' ? 'closed' : 'open');
      else if (ending !== 'unknown') note(admission, ending === 'answered');
    },
  };
};
