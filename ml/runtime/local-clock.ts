import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { Temporal } from 'temporal-polyfill';
import { targetOf } from './heads.ts';
import { type Head, heads } from './types.ts';

const hourMs = 3_600_000;

/** What a wall clock shows. */
export interface LocalTime {
  /** 0 to 23. */
  readonly hour: number;
  /** 1 to 366. */
  readonly dayOfYear: number;
}

/** When it is there: at the start of the last hour before the origin, and at the start of each head's target hour. */
export interface LocalClock {
  readonly origin: LocalTime;
  /** A day counts as its noon. */
  readonly target: Readonly<Record<Head, LocalTime>>;
}

const inZone = (at: EpochMs, timeZone: string): Temporal.ZonedDateTime => {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  try {
    return instant.toZonedDateTimeISO(timeZone);
  } catch {
    return instant.toZonedDateTimeISO('UTC');
  }
};

const shown = ({ hour, dayOfYear }: Temporal.ZonedDateTime): LocalTime => ({ hour, dayOfYear });

const readClock = (origin: EpochMs, timeZone: string): LocalClock => {
  const last = inZone(origin - hourMs, timeZone);
  const target = (head: Head): LocalTime => {
    const of = targetOf(head);
    return of.kind === 'hour'
      ? shown(inZone(origin + (of.hours - 1) * hourMs, timeZone))
      : { hour: 12, dayOfYear: last.toPlainDate().add({ days: of.days }).dayOfYear };
  };
  const byHead = Object.fromEntries(heads.map((head) => [head, target(head)]));
  return { origin: shown(last), target: byHead as Record<Head, LocalTime> };
};

/** The clocks of all zones at one origin: a zone is read once, however many sensors it has. */
export const localClocks = (origin: EpochMs): ((timeZone: string) => LocalClock) => {
  const known = new Map<string, LocalClock>();
  return (timeZone) => {
    const clock = known.get(timeZone) ?? readClock(origin, timeZone);
    known.set(timeZone, clock);
    return clock;
  };
};
