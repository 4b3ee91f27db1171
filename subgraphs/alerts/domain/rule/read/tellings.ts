import { durationWords } from '@aqmrg/platform/air-quality/duration.ts';
import { type Escalation, labelNames, type Telling } from '../rule.ts';
import { durationWithin, isGiven, type Tell } from './faults.ts';
import type { Given, TellingInput } from './input.ts';
import { wordsWithin } from './lists.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const most = { receivers: 50, escalations: 5 };
const usual = { waitMs: 30_000, intervalMs: 5 * minuteMs };

/** Receivers' ids, each once: whoever is named twice would be told once all the same. */
const readReceivers = (tell: Tell, field: string, ids: readonly string[]): readonly string[] | undefined => {
  const twice = ids.findIndex((id, place) => ids.indexOf(id) !== place);
  if (twice !== -1)
    return tell(`${field}.${twice}`, 'NOT_USED', 'This receiver is named before', 'Name each once.');
  return wordsWithin(tell, field, ids, most.receivers) ?? undefined;
};

const readEscalation = (tell: Tell, given: Given<TellingInput['escalation']>) => {
  const field = 'telling.escalation';
  const steps = given ?? [];
  if (steps.length > most.escalations)
    return tell(field, 'TOO_MANY', `It has ${steps.length} steps`, `Make ${most.escalations} at most.`);
  const read = steps.map((step, place) => {
    const afterMs = durationWithin(tell, `${field}.${place}.after`, step.after, {
      shortestMs: minuteMs,
      longestMs: 7 * dayMs,
    });
    const receiverIds = readReceivers(tell, `${field}.${place}.receiverIds`, step.receiverIds);
    return afterMs === undefined || receiverIds === undefined ? undefined : { afterMs, receiverIds };
  });
  if (read.includes(undefined)) return undefined;
  const whole = read as readonly Escalation[];
  const early = whole.findIndex(({ afterMs }, place) => afterMs <= (whole[place - 1]?.afterMs ?? 0));
  return early === -1
    ? whole
    : tell(
        `${field}.${early}.after`,
        'OUT_OF_RANGE',
        `${durationWords(whole[early]?.afterMs ?? 0)} is not after the step before it`,
        'Give steps in the order in which they are taken.',
      );
};

/** Who is told, and how often. */
export const readTelling = (tell: Tell, input: TellingInput): Telling | undefined => {
  const named = input.receiverIds ?? [];
  const receiverIds = named.length === 0 ? [] : readReceivers(tell, 'telling.receiverIds', named);
  const groupBy = labelNames.filter((label) => input.groupBy?.includes(label));
  const lasting = (
    name: 'groupWait' | 'groupInterval' | 'repeatEvery',
    shortestMs: number,
    longestMs: number,
  ) => {
    const value = input[name];
    return isGiven(value) ? durationWithin(tell, `telling.${name}`, value, { shortestMs, longestMs }) : null;
  };
  const wait = lasting('groupWait', 0, hourMs);
  const interval = lasting('groupInterval', secondMs, dayMs);
  const repeatMs = lasting('repeatEvery', hourMs, 7 * dayMs);
  const escalation = readEscalation(tell, input.escalation);
  if (receiverIds === undefined || escalation === undefined) return undefined;
  if (wait === undefined || interval === undefined || repeatMs === undefined) return undefined;
  return {
    receiverIds,
    groupBy,
    groupWaitMs: wait ?? (groupBy.length === 0 ? 0 : usual.waitMs),
    groupIntervalMs: interval ?? usual.intervalMs,
    repeatMs,
    tellsAllClear: input.tellsAllClear ?? true,
    escalation,
  };
};
