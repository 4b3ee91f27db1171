import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { isOpen } from '../../incident/incident.ts';
import type { Telling } from '../../rule/rule.ts';
import type { NoticeReason } from '../notice.ts';
import { type Hush, hushOf, type Quiet } from '../quiet/hush.ts';
import { worstFirst } from './worst.ts';

/** What a receiver knows of a group. */
export interface Told {
  /** Incidents that it was told of and not yet that they are over. */
  readonly open: readonly string[];
  /** Incidents that it would have been told of, and which trail says so. */
  readonly hushed: readonly string[];
  /** When it was told last. */
  readonly at: EpochMs | null;
}

export const nothingTold: Told = { open: [], hushed: [], at: null };

export interface ToJudge extends Quiet {
  readonly told: Told;
  readonly telling: Telling;
  /** Whether its receiver is told of what is new: one that was told because nobody acknowledged hears only that it is over. */
  readonly takesNew: boolean;
  /** Those of the group that are open, and those that were told. */
  readonly incidents: readonly Incident[];
  readonly now: EpochMs;
}

export interface ToTell {
  readonly reason: NoticeReason;
  /** The worst first, and what is over last. */
  readonly incidents: readonly Incident[];
  /** Ids of those that its receiver hears of for the first time. */
  readonly firstTold: readonly string[];
}

export interface Judgement {
  /** Null: nothing is to be told now. */
  readonly tell: ToTell | null;
  readonly told: Told;
  /** What is kept quiet and was not before. */
  readonly hushed: readonly { readonly incident: Incident; readonly hush: Hush }[];
  /** When to look again if nothing changes before. */
  readonly lookAt: EpochMs | null;
}

/** A silence may be ended early, and an inhibition knows no end: so what is kept quiet is looked at again, and no more often than this. */
const shortestLookMs = 60_000;

const idsOf = (incidents: readonly Incident[]): string[] => incidents.map(({ id }) => id);

/** The group's incidents by what they mean for its receiver. */
const sort = ({ incidents, told, takesNew, now, ...quiet }: ToJudge) => {
  const wasTold = (incident: Incident): boolean => told.open.includes(incident.id);
  const open = incidents.filter((incident) => isOpen(incident) && (takesNew || wasTold(incident)));
  const hushes = new Map(open.map((incident) => [incident.id, hushOf(incident, quiet, now)]));
  const loud = open.filter(({ id }) => hushes.get(id) === null);
  return {
    loud,
    fresh: loud.filter((incident) => !wasTold(incident)),
    known: open.filter(wasTold),
    over: incidents.filter((incident) => !isOpen(incident) && wasTold(incident)),
    hushed: open.flatMap((incident) => {
      const hush = hushes.get(incident.id) ?? null;
      return hush === null ? [] : [{ incident, hush, isNew: !wasTold(incident) }];
    }),
  };
};
type Sorted = ReturnType<typeof sort>;

const endReason = (over: readonly Incident[], { tellsAllClear }: Telling): NoticeReason | null => {
  // that it never was is told whoever wants to hear of ends or not
  if (over.every(({ state }) => state === 'WITHDRAWN')) return 'WITHDRAWN';
  return tellsAllClear ? 'ALL_CLEAR' : null;
};

const isToRepeat = ({ loud }: Sorted, { told, telling, takesNew, now }: ToJudge): boolean =>
  takesNew &&
  loud.length > 0 &&
  telling.repeatMs !== null &&
  told.at !== null &&
  now >= told.at + telling.repeatMs;

const reasonOf = (sorted: Sorted, judged: ToJudge): NoticeReason | null => {
  if (sorted.fresh.length > 0) return 'FIRING';
  if (sorted.known.length === 0 && sorted.over.length > 0) return endReason(sorted.over, judged.telling);
  return isToRepeat(sorted, judged) ? 'REPEATED' : null;
};

/** A group that was told waits for its interval. */
const earliestOf = ({ told, telling, now }: ToJudge): EpochMs =>
  told.at === null ? now : told.at + telling.groupIntervalMs;

const lookAtOf = (
  { loud, hushed }: Sorted,
  { at }: Told,
  { telling, takesNew, now }: ToJudge,
): EpochMs | null => {
  if (!takesNew) return null;
  const { repeatMs } = telling;
  const laterMs = Math.max(shortestLookMs, telling.groupIntervalMs);
  const ends = hushed
    .filter(({ isNew }) => isNew || repeatMs !== null)
    .map(({ hush }) => Math.min(hush.until ?? Number.POSITIVE_INFINITY, now + laterMs));
  const repeats = repeatMs !== null && at !== null && loud.length > 0 ? [at + repeatMs] : [];
  const looks = [...ends, ...repeats];
  return looks.length === 0 ? null : Math.max(now + 1, Math.min(...looks));
};

/**
 * What a receiver is to be told of a group now. As in Alertmanager: what is new, with all that goes on; that it still is so, after a while; that all of it is over, once.
 * What is kept quiet is not told, but the end is of what was told.
 */
export const judgeGroup = (judged: ToJudge): Judgement => {
  const { told, now } = judged;
  const sorted = sort(judged);
  const { loud, fresh, known, over } = sorted;
  const quiet = sorted.hushed.filter(({ isNew }) => isNew);
  const hushed = idsOf(quiet.map(({ incident }) => incident));
  const newly = quiet.filter(({ incident }) => !told.hushed.includes(incident.id));

  const reason = reasonOf(sorted, judged);
  const earliest = earliestOf(judged);
  if (reason !== null && now < earliest) {
    const kept = { ...told, open: idsOf([...known, ...over]), hushed };
    return { tell: null, told: kept, hushed: newly, lookAt: earliest };
  }

  // what is over and was not told to be waits for the rest
  const waits = reason === null && known.length > 0 ? over : [];
  const open = idsOf([...known, ...fresh, ...waits]);
  const next: Told = { open, hushed, at: reason === null ? told.at : now };
  return {
    tell:
      reason === null ? null : { reason, incidents: worstFirst([...loud, ...over]), firstTold: idsOf(fresh) },
    told: next,
    hushed: newly,
    lookAt: lookAtOf(sorted, next, judged),
  };
};
