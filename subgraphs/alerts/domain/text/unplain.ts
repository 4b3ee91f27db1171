/** Why a text is not kept as it is, and what to change. */
export interface Unplain {
  readonly reason: string;
  readonly next: string;
}

// text of several lines may hold tabs and line breaks
const controls = { line: /\p{Cc}/u, lines: /[^\P{Cc}\t\n]/u } as const;

/** How a text is laid out. */
export type Layout = keyof typeof controls;

/**
 * What nobody sees: marks that turn the direction of what stands about them, so that a message reads otherwise than it was written, and whatever else hides in a text. Joiners and
 * variation selectors stay, without which Persian, Hindi and emoji fall apart. Arabic needs none of the others: letters have a direction of their own.
 */
const unseen = /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What people wrote that could not be read as they wrote it; undefined where it is plain text. */
export const unplainIn = (text: string, layout: Layout): Unplain | undefined => {
  // the stores refuse NUL and halves of surrogate pairs
  if (controls[layout].test(text) || !text.isWellFormed())
    return { reason: 'It holds control characters', next: 'Leave them out.' };
  const [found] = unseen.exec(text) ?? [];
  return found === undefined
    ? undefined
    : {
        reason: `It holds ${codeOf(found)}, which nobody sees and which may turn or hide what is read`,
        next: 'Take it out: type the text anew where it was pasted.',
      };
};
