import type { Quantity } from '@aqmrg/schema/events/vocabulary.ts';
import type { NoticeReason } from '../../notify/notice.ts';
import type { ForecastHead, Severity } from '../../rule/rule.ts';

/** A phrase that depends on a number, by the plural categories that the language has (Unicode CLDR); `{count}` stands for the number. */
export type Plural = { readonly other: string } & Partial<
  Readonly<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>>
>;

/** What to do, for each group of people. */
export interface Advice {
  readonly everyone: string;
  readonly sensitiveGroups: string;
}

/** A page that a link in an email opens. */
export interface PagePhrases {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
  readonly already: string;
  readonly notValid: string;
}

/** All that we say, in one language. What stands in braces is put in: a translation may move it, not rename it. */
export interface Phrases {
  /** BCP 47. */
  readonly tag: string;
  /** Whose numbers and dates: BCP 47. */
  readonly formats: string;
  readonly direction: 'ltr' | 'rtl';
  /** What parts a label from what is said of it. */
  readonly colon: string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly quantities: Readonly<Record<Quantity, string>>;
  /** {unit} */
  readonly perHour: string;
  /** Lines of a message's subject, by why it is sent: {severity}, {title}, {where}. */
  readonly subjects: Readonly<Record<NoticeReason, string>>;
  /** What a message begins with: {title}. */
  readonly openings: Readonly<Record<NoticeReason, string>>;
  /** {count} places. */
  readonly places: Plural;
  /** {count} more that are not listed. */
  readonly more: Plural;
  /** Of sensors judged together. */
  readonly area: string;
  /** What stands before each figure. */
  readonly labels: Readonly<
    Record<
      | 'severity'
      | 'where'
      | 'condition'
      | 'last'
      | 'peak'
      | 'since'
      | 'until'
      | 'note'
      | 'everyone'
      | 'sensitiveGroups',
      string
    >
  >;
  /** A value and when it was: {value}, {time}. */
  readonly valueAt: string;
  /** A time and its zone: {time}, {zone}. */
  readonly timeInZone: string;
  /** What is watched: {quantity}, {duration}, {level}, {horizon}. */
  readonly signals: Readonly<
    Record<
      | 'VALUE'
      | 'ROLLING_MEAN'
      | 'RATE_OF_CHANGE'
      | 'NOWCAST'
      | 'US_EPA'
      | 'EU'
      | 'ANOMALY'
      | 'QUALITY'
      | 'FORECAST',
      string
    >
  >;
  readonly horizons: Readonly<Record<ForecastHead, string>>;
  /** {signal}, {threshold} */
  readonly comparisons: Readonly<Record<'ABOVE' | 'BELOW', string>>;
  /** {condition}, {count} */
  readonly together: string;
  /** {condition}, {count}, {share} */
  readonly togetherShare: string;
  readonly offline: string;
  /** {quantity} */
  readonly offlineQuantity: string;
  readonly advice: {
    readonly air: Readonly<Record<Severity, Advice>>;
    /** Besides, from MODERATE on. */
    readonly particles: string;
    readonly ozone: string;
    readonly trafficGases: string;
    /** For sensitive groups. */
    readonly sulphurDioxide: string;
    readonly weather: Advice;
    readonly sensor: Advice;
    readonly over: string;
  };
  readonly preliminary: string;
  /** The first line of what is of recorded air. */
  readonly replayed: string;
  /** The first line of a test. */
  readonly test: string;
  readonly wordingFailed: string;
  readonly confirm: { readonly request: string; readonly ignore: string };
  readonly links: Readonly<Record<'details' | 'confirm' | 'unsubscribe', string>>;
  readonly pages: Readonly<Record<'confirm' | 'unsubscribe', PagePhrases>>;
  /** What CAP calls the event. */
  readonly event: string;
}
