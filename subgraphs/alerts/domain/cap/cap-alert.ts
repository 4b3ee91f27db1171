import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { languages } from '../notify/receiver.ts';
import { type CapInfo, infoOf, type Named } from './info.ts';
import { type Message, messagesOf } from './messages.ts';
import type { Published } from './published.ts';

/** A message of the Common Alerting Protocol 1.2 (OASIS), by the names of its elements. */
export interface CapAlert
  extends Pick<Message, 'identifier' | 'sentAt' | 'status' | 'msgType' | 'references'> {
  readonly sender: string;
  readonly note: string | null;
  readonly incidentId: string;
  /** None where what was said is taken back while the incident goes on: there is nothing to say of the air. */
  readonly infos: readonly CapInfo[];
}

/** Who says it. */
export interface Sender {
  /** Such as alerts@air.example: no blanks, commas, < or &. */
  readonly sender: string;
  readonly now: EpochMs;
  readonly named: Named;
}

const exercise = 'Recorded air, played again: nothing of it is happening now.';
const takenBack =
  'What is referred to no longer stands in this status; where it goes on for everybody to see, another message says so. This does not say that the air is better.';

const noteOf = ({ status, isTakenBack }: Message): string | null =>
  [...(status === 'Exercise' ? [exercise] : []), ...(isTakenBack ? [takenBack] : [])].join(' ') || null;

/** What is to be seen of an incident, in words; the newest first. */
export const capsOf = (published: Published, { sender, now, named }: Sender): readonly CapAlert[] =>
  messagesOf(published, now).map((message) => {
    const { identifier, sentAt, status, msgType, references, isTakenBack, issue } = message;
    return {
      ...{ identifier, sender, sentAt, status, msgType, references, note: noteOf(message) },
      incidentId: published.incident.id,
      infos: isTakenBack ? [] : languages.map((language) => infoOf(published, issue, { language, named })),
    };
  });
