import type { Outgoing } from '../channel.ts';

export interface Writer {
  /** `Air alerts <alerts@example.org>`, or the address alone. */
  readonly from: string;
  /** Where one click ends it; null where there is no such place. */
  readonly unsubscribeUrl: string | null;
}

const domainOf = (from: string): string => /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
const idOf = (name: string, from: string): string => `<${name.replace(/[^\w.-]/g, '-')}@${domainOf(from)}>`;

/** What all messages of one episode hang on: the incident that is the oldest, as long as it goes on. */
const threadOf = ({ incidents }: Outgoing['notice']): string | undefined =>
  incidents.toSorted((a, b) => a.firedAt - b.firedAt || (a.id < b.id ? -1 : 1))[0]?.id;

/** An email as it is sent: no machine answers it, one click ends it (RFC 8058), and what is about the same thing hangs together. */
export const mailOf = ({ receiver, notice, message }: Outgoing, { from, unsubscribeUrl }: Writer) => {
  const thread = threadOf(notice);
  const root = thread === undefined ? undefined : idOf(`alert.${thread}.${receiver.id}`, from);
  return {
    ...{ from, to: { name: '', address: receiver.address } },
    ...{ subject: message.subject, text: message.text, html: message.html },
    messageId: idOf(notice.eventId, from),
    ...(root === undefined ? {} : { references: root, inReplyTo: root }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
};
