import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { Caller } from '@aqmrg/platform/caller.ts';
import type { Locale, Message, Notice } from '../../domain/notify/notice.ts';
import type { Language } from '../../domain/notify/receiver.ts';
import { isProblems, type Problem } from '../../domain/problem.ts';
import { madeUpIncident, madeUpSensor } from '../../domain/rule/try/made-up-incident.ts';
import type { FindTried, Tried, TriedInput } from './tried.ts';

export interface PreviewInput extends TriedInput {
  readonly language?: Language | null | undefined;
  /** IANA name. */
  readonly timeZone?: string | null | undefined;
}

/** A message as it would be sent, and the text of the one that says that it is over. */
export interface Preview extends Message {
  readonly allClear: string;
}

export interface PreviewGround {
  readonly findTried: FindTried;
  /** Puts a notice into words, with the links that this house has. */
  readonly composeMessage: (notice: Notice, locale: Locale) => Message;
  readonly now: () => number;
}

const noticeOf = ({ rule, ruleId, organisation }: Tried, at: number, isOver: boolean): Notice => ({
  eventId: 'example',
  reason: isOver ? 'ALL_CLEAR' : 'FIRING',
  incidents: [madeUpIncident(rule, { ruleId, organisation, at, isOver })],
  more: 0,
  names: { [madeUpSensor.id]: madeUpSensor.name },
  wording: rule.wording,
  conditions: { [ruleId]: rule.condition },
  isReplayed: false,
  at,
});

/** The words of a message about a made-up incident of a rule. Nobody is told. */
export const createPreview =
  ({ findTried, composeMessage, now }: PreviewGround) =>
  async (input: PreviewInput, caller: Caller): Promise<Preview | readonly Problem[]> => {
    const timeZone = timeZoneName(input.timeZone ?? 'UTC');
    if (timeZone === undefined)
      return [
        {
          ...{ field: 'timeZone', code: 'NOT_A_TIME_ZONE' },
          reason: `${JSON.stringify(input.timeZone?.slice(0, 60))} is no IANA name`,
          next: 'Give one, such as Africa/Kampala.',
        },
      ];
    const tried = await findTried(input, caller);
    if (isProblems(tried)) return tried;
    const locale = { language: input.language ?? 'en', timeZone };
    const at = now();
    const message = composeMessage(noticeOf(tried, at, false), locale);
    return { ...message, allClear: composeMessage(noticeOf(tried, at, true), locale).text };
  };
