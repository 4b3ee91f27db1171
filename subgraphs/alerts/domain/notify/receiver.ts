import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Severity } from '../rule/rule.ts';

export const channels = ['EMAIL', 'WEBHOOK', 'SLACK', 'TELEGRAM'] as const;
export type ChannelName = (typeof channels)[number];

export const languages = ['en', 'fr', 'sw', 'pt', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Nothing but the worst is told in them; the rest waits until they are over. Local times of day; they may pass midnight. */
export interface QuietHours {
  /** Minutes after midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** This and worse come all the same. */
  readonly exceptFrom: Severity;
}

/** Somebody, or a program, that is told. */
export interface Receiver {
  readonly id: string;
  readonly revision: number;
  readonly organisation: string;
  readonly name: string;
  readonly channel: ChannelName;
  /** The email address, the URL, or the chat's id. A Slack webhook's URL is its secret, so this is its host alone. */
  readonly address: string;
  readonly language: Language;
  /** IANA name: times in messages and quiet hours are local to it. */
  readonly timeZone: string;
  readonly quietHours: QuietHours | null;
  /** Messages an hour at most; what is over comes in one message later. */
  readonly capPerHour: number;
  /** Whether it takes what is replayed or made up, marked as such; else nothing of it goes out. */
  readonly takesReplays: boolean;
  readonly isEnabled: boolean;
  /** Until whoever reads an email address has said yes, it gets nothing but that question. Other channels need no yes. */
  readonly confirmedAt: EpochMs | null;
  readonly unsubscribedAt: EpochMs | null;
  readonly createdBy: string;
  readonly createdAt: EpochMs;
}

/** What only the channel's adapter may know, sealed where it is kept. */
export type ReceiverSecrets =
  | { readonly channel: 'EMAIL' }
  /** Newest first: two while a new one is being brought in. */
  | { readonly channel: 'WEBHOOK'; readonly signingSecrets: readonly string[] }
  | { readonly channel: 'SLACK'; readonly webhookUrl: string }
  | { readonly channel: 'TELEGRAM'; readonly botToken: string };
