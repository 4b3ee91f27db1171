import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Telling } from '../rule.ts';

/** An incident, as far as telling of it goes. */
export interface ToTell {
  readonly firedAt: EpochMs;
  /** Null: it goes on. */
  readonly resolvedAt: EpochMs | null;
}

const never = Number.POSITIVE_INFINITY;
const endOf = ({ resolvedAt }: ToTell): EpochMs => resolvedAt ?? never;

/**
 * How many messages one receiver gets of one group of incidents: a new group waits for more of its kind, one that was told of waits with what changed. What has
 * fired since is told together; what is over, once all of it is. One that has not changed for long enough is told again while any of it goes on. Nothing is ever
 * silenced, snoozed, acknowledged or escalated here.
 */
export const countMessages = (
  group: readonly ToTell[],
  telling: Pick<Telling, 'groupWaitMs' | 'groupIntervalMs' | 'repeatMs' | 'tellsAllClear'>,
  until: EpochMs,
): number => {
  const { groupWaitMs, groupIntervalMs, tellsAllClear } = telling;
  const repeatMs = telling.repeatMs ?? never;
  const queue = [...group].sort((a, b) => a.firedAt - b.firedAt);
  let [messages, next, toldAt, openUntil] = [0, 0, -never, -never];

  for (let isTold = false; ; ) {
    const firesAt = queue[next]?.firedAt ?? never;
    if (isTold && !tellsAllClear && openUntil <= Math.min(firesAt, toldAt + repeatMs)) {
      isTold = false;
      continue;
    }
    const changesAt = Math.min(firesAt, tellsAllClear ? openUntil : never);
    const tellsAt = isTold ? Math.max(changesAt, toldAt + groupIntervalMs) : firesAt + groupWaitMs;
    const repeatsAt = isTold && openUntil > toldAt + repeatMs ? toldAt + repeatMs : never;
    const at = Math.min(tellsAt, repeatsAt);
    if (at === never || at > until) return messages;
    for (; next < queue.length && (queue[next] as ToTell).firedAt <= at; next += 1)
      openUntil = Math.max(openUntil, endOf(queue[next] as ToTell));
    messages += 1;
    toldAt = at;
    isTold = openUntil > at;
  }
};
