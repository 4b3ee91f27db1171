/**
 * Spares a subgraph that is down, and those who would wait for it.
 *
 *   closed ──at least `minimum` requests in the window, `rate` of them failed──▶ open
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
  readonly openMs: number;
}

/** unknown: it ended for a reason that has nothing to do with the subgraph, such as a client that left. */
export type Ending = 'answered' | 'failed' | 'unknown';

export interface Breaker {
  /** The term in which the request is let through, for its report; undefined where it is not. */
  admit(): number | undefined;
  /** Reports of an earlier term say nothing of the present and are dropped. */
  report(term: number, ending: Ending): void;
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
  const { windowMs, minimum, rate, openMs } = settings;
  const count = (): Count => ({ since: now(), requests: 0, failures: 0 });
  let state: BreakerState = 'closed';
  let term = 1;
  let openedAt = 0;
  let trying = false;
  // two halves of the window, the older one dropped as a whole: a window that slides in two steps
  let older = count();
  let newer = count();

  const become = (next: BreakerState): void => {
    state = next;
    term += 1;
    trying = false;
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

  const note = (ending: Ending): void => {
    if (ending === 'unknown') return;
    turnWindow();
    newer.requests += 1;
    if (ending === 'answered') return;
    newer.failures += 1;
    const requests = older.requests + newer.requests;
    if (requests >= minimum && older.failures + newer.failures >= rate * requests) become('open');
  };

  return {
    admit() {
      if (state === 'closed') return term;
      if (state === 'open' && now() - openedAt >= openMs) become('half-open');
      if (state === 'open' || trying) return undefined;
      trying = true;
      return term;
    },
    report(reported, ending) {
      if (reported !== term) return;
      if (state === 'closed') note(ending);
      else if (ending === 'unknown') trying = false;
      else become(ending === 'answered' ? 'closed' : 'open');
    },
  };
};
