import type { Incident } from '@aqmrg/schema/events/alerts.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Condition, Wording } from '../rule/rule.ts';
import type { Language } from './receiver.ts';

export const noticeReasons = [
  /** Something new, or more of it. */
  'FIRING',
  /** It is still so. */
  'REPEATED',
  /** Nobody has acknowledged it. */
  'ESCALATED',
  /** All of it is over. */
  'ALL_CLEAR',
  /** It never was. */
  'WITHDRAWN',
  /** Somebody tries the channel out. */
  'TEST',
  /** Does the address want to be told? */
  'CONFIRM',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** What one message tells, before it has words. */
export interface Notice {
  /** The same in every try, so that a receiver can tell a repeated delivery. */
  readonly eventId: string;
  readonly reason: NoticeReason;
  /** The worst first: of one group, or of several that waited together; empty for TEST and CONFIRM. */
  readonly incidents: readonly Incident[];
  /** How many more there are than `incidents` lists. */
  readonly more: number;
  /** Names for people, of sensors and sites: by their ids. */
  readonly names: Readonly<Record<string, string>>;
  readonly wording: Wording;
  /** What their rules watch, by the rules' ids, so that it can be said in any language and with units. Of what is not here, incidents have it in words. */
  readonly conditions?: Readonly<Record<string, Condition>>;
  /** Any of it is of recorded air. */
  readonly isReplayed: boolean;
  readonly at: EpochMs;
}

/** Where a message's words come from. */
export interface Locale {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

/** A notice in words. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A line or two, for chats. */
  readonly short: string;
}

export const deliveryStates = [
  /** To be sent as soon as may be. */
  'QUEUED',
  /** It failed, and is tried again at `nextAt`. */
  'RETRYING',
  /** It waits for the end of quiet hours or of a full hour. */
  'HELD',
  'SENT',
  /** Tried for three days, or refused for good. */
  'DEAD',
  /** Not sent, and why. */
  'DROPPED',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A line of the delivery log: one message to one receiver. */
export interface Delivery {
  /** The event's id. */
  readonly id: string;
  readonly receiverId: string;
  readonly organisation: string;
  readonly groupKey: string | null;
  readonly incidentIds: readonly string[];
  readonly reason: NoticeReason;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: EpochMs;
  readonly nextAt: EpochMs | null;
  readonly sentAt: EpochMs | null;
  /** Of the last try, without secrets. */
  readonly fault: string | null;
  readonly isReplayed: boolean;
}
