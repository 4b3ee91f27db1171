import { type Draft, draftOf, type Links, withOwnWords } from '../../domain/messages/draft.ts';
import { messageOf } from '../../domain/messages/write.ts';
import type { Locale, Message, Notice } from '../../domain/notify/notice.ts';
import { parseTemplate, renderTemplate } from './engine.ts';
import { variablesOf } from './variables.ts';

/** What a rule's own words come to; null where they are none, or of no use here. Throws where they cannot be rendered. */
const ownWords = (notice: Notice, locale: Locale, links: Links) => {
  const { subject, body } = notice.wording;
  if (subject === null && body === null) return null;
  const variables = variablesOf(notice, locale, links);
  if (variables === null) return null;
  const render = (text: string | null) =>
    text === null ? null : renderTemplate(parseTemplate(text), variables);
  return { subject: render(subject), body: render(body) };
};

const worded = (draft: Draft, notice: Notice, locale: Locale, links: Links): Draft => {
  try {
    const own = ownWords(notice, locale, links);
    return own === null ? draft : withOwnWords(draft, notice, own);
  } catch {
    // better our words than none: whoever wrote the template sees that they are ours
    return { ...draft, closing: [...draft.closing, draft.phrases.wordingFailed] };
  }
};

/**
 * A notice in words: in the receiver's language and time zone, or in the rule's own words, which stand between the same banner and links. What cannot be rendered
 * falls back to ours, and says so. The same notice always gives the same message.
 */
export const composeMessage = (notice: Notice, locale: Locale, links: Links): Message =>
  messageOf(worded(draftOf(notice, locale, links), notice, locale, links));
