import { maxRows, tooManyRows } from '../actions/row-limits.ts';

/** A line that is not blank: its number in the body, from 1, and its bytes. */
export interface Line {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

const lineFeed = 0x0a;
/** Tab, line feed, vertical tab, form feed, carriage return, space. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** The lines that hold something, found among bytes: 16 MB of line breaks must not become 16 million texts. Throws TOO_MANY_ROWS. */
export const linesOf = (body: Buffer): readonly Line[] => {
  const lines: Line[] = [];
  let given = 0;
  let number = 1;
  let from = 0;
  let holdsSomething = false;
  for (let at = 0; at <= body.length; at += 1) {
    const byte = at < body.length ? (body[at] as number) : lineFeed;
    if (byte !== lineFeed) {
      holdsSomething ||= !isBlank(byte);
      continue;
    }
    if (holdsSomething) given += 1;
    if (holdsSomething && given <= maxRows) lines.push({ number, from, to: at });
    number += 1;
    from = at + 1;
    holdsSomething = false;
  }
  if (given > maxRows) throw tooManyRows(given);
  return lines;
};
