const longest = 64;

/** Characters that are not seen: of control, line ends, and those that turn the direction in which what stands behind them is read. */
export const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const everyUnseen = new RegExp(unseen, 'gu');

/** A text that somebody sent, as it stands in what is told: short, and without what is not seen. */
export const shown = (text: string, most = longest): string => {
  const seen = text.slice(0, most).toWellFormed().replaceAll(everyUnseen, '\ufffd');
  return text.length > most ? `${seen}…` : seen;
};
