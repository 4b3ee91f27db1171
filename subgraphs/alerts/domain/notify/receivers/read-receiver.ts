import { timeZoneName } from '@aqmrg/platform/air-quality/time-zone.ts';
import type { Problem, ProblemCode } from '../../problem.ts';
import type { Severity } from '../../rule/rule.ts';
import { unplainIn } from '../../text/unplain.ts';
import type { ChannelName, Language, QuietHours, Receiver } from '../receiver.ts';
import { type ReadAddress, readAddress, type UrlRefusal } from './read-address.ts';

type Given<T> = T | null | undefined;

/** What people give of a receiver. */
export interface ReceiverInput {
  readonly name?: Given<string>;
  readonly address?: Given<string>;
  readonly botToken?: Given<string>;
  readonly language?: Given<Language>;
  readonly timeZone?: Given<string>;
  readonly quietHours?: Given<{
    readonly from: string;
    readonly to: string;
    readonly exceptFrom?: Given<Severity>;
  }>;
  readonly capPerHour?: Given<number>;
  readonly takesReplays?: Given<boolean>;
  readonly isEnabled?: Given<boolean>;
}

type Settings = Pick<
  Receiver,
  'name' | 'language' | 'timeZone' | 'quietHours' | 'capPerHour' | 'takesReplays' | 'isEnabled'
>;

/** What it is to be, and what of it is new and secret. */
export interface ReadReceiver {
  readonly settings: Settings;
  /** Null: as before. */
  readonly address: ReadAddress | null;
  /** Null: as before, or of no use to its channel. */
  readonly botToken: string | null;
}

const longestName = 120;
const mostAnHour = 1_000;
const tokenShape = /^\d{6,15}:[A-Za-z0-9_-]{30,64}$/;

type Read<T> = T | Problem;
const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value;

const fault = (field: string, code: ProblemCode, reason: string, next: string): Problem => ({
  field,
  code,
  reason,
  next,
});

const readName = (given: string): Read<string> => {
  const name = given.trim().normalize('NFC');
  if (name === '') return fault('name', 'MISSING', 'It has no name', 'Give one for people.');
  if (name.length > longestName)
    return fault('name', 'TOO_LONG', `It has ${name.length} characters`, `Write ${longestName} at most.`);
  const unplain = unplainIn(name, 'line');
  return unplain === undefined ? name : fault('name', 'NOT_PLAIN_TEXT', unplain.reason, unplain.next);
};

const readTimeZone = (given: string): Read<string> =>
  timeZoneName(given) ??
  fault('timeZone', 'NOT_A_TIME_ZONE', 'IANA knows no such time zone', 'Give one such as Africa/Kampala.');

const readMinute = (given: string, field: string): Read<number> => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(given) ?? [];
  return hours === undefined
    ? fault(field, 'NOT_A_TIME', 'This is no local time', 'Give hours and minutes, such as 22:00.')
    : Number(hours) * 60 + Number(minutes);
};

const readQuietHours = ({
  from,
  to,
  exceptFrom,
}: NonNullable<ReceiverInput['quietHours']>): Read<QuietHours> => {
  const fromMinute = readMinute(from, 'quietHours.from');
  if (isProblem(fromMinute)) return fromMinute;
  const toMinute = readMinute(to, 'quietHours.to');
  return isProblem(toMinute) ? toMinute : { fromMinute, toMinute, exceptFrom: exceptFrom ?? 'EXTREME' };
};

const readCap = (given: number): Read<number> =>
  Number.isInteger(given) && given >= 1 && given <= mostAnHour
    ? given
    : fault('capPerHour', 'OUT_OF_RANGE', `${given} is not 1 to ${mostAnHour}`, `Give 1 to ${mostAnHour}.`);

const readToken = (given: Given<string>, channel: ChannelName, isNeeded: boolean): Read<string | null> => {
  if (given === null || given === undefined)
    return isNeeded
      ? fault('botToken', 'MISSING', 'A chat is written to by a bot', "Give the bot's token.")
      : null;
  if (channel !== 'TELEGRAM') return fault('botToken', 'NOT_USED', 'Only TELEGRAM has bots', 'Leave it out.');
  return tokenShape.test(given.trim())
    ? given.trim()
    : fault('botToken', 'OUT_OF_RANGE', 'This is no token of a bot', 'Copy it from where the bot was made.');
};

const usual = (channel: ChannelName): Settings => ({
  ...{ name: '', language: 'en', timeZone: 'UTC', quietHours: null, takesReplays: false, isEnabled: true },
  capPerHour: channel === 'WEBHOOK' ? mostAnHour : 30,
});

/** What is given, read; else what was. */
const or = <G, T>(given: Given<G>, read: (given: G) => Read<T>, otherwise: T): Read<T> =>
  given === null || given === undefined ? otherwise : read(given);

/** Reads what is given of a receiver of a channel: of a new one all that it needs, of one that is there what is to be otherwise. All that is wrong is told at once. */
export const readReceiver = (
  input: ReceiverInput,
  {
    channel,
    before = null,
    urlRefusal,
  }: {
    readonly channel: ChannelName;
    readonly before?: Receiver | null;
    readonly urlRefusal: UrlRefusal;
  },
): ReadReceiver | readonly Problem[] => {
  const was: Settings = before ?? usual(channel);
  const isNew = before === null;
  const parts = {
    name: isNew ? readName(input.name ?? '') : or(input.name, readName, was.name),
    timeZone: or(input.timeZone, readTimeZone, was.timeZone),
    // null takes them away
    quietHours: input.quietHours === null ? null : or(input.quietHours, readQuietHours, was.quietHours),
    capPerHour: or(input.capPerHour, readCap, was.capPerHour),
    address: isNew
      ? readAddress(channel, input.address ?? '', urlRefusal)
      : or(input.address, (given) => readAddress(channel, given, urlRefusal), null),
    botToken: readToken(input.botToken, channel, isNew && channel === 'TELEGRAM'),
  };
  const problems = Object.values(parts).filter(isProblem);
  if (problems.length > 0) return problems;
  const { address, botToken, ...read } = parts as {
    [K in keyof typeof parts]: Exclude<(typeof parts)[K], Problem>;
  };
  return {
    address,
    botToken,
    settings: {
      ...read,
      language: input.language ?? was.language,
      takesReplays: input.takesReplays ?? was.takesReplays,
      isEnabled: input.isEnabled ?? was.isEnabled,
    },
  };
};
