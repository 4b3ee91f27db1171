/** Where a text stops being JSON. */
export interface JsonFault {
  /** Characters before the fault. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** In longer texts no fault is looked for: while one is, nobody else is answered. Six hundred generous rows are shorter. */
export const mostSearchedCharacters = 1_000_000;

const char = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

const words = ['true', 'false', 'null'];
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/* Each tells where what it reads ends, or the place that it began at where that is not there. */

const afterSpace = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const next = text.charCodeAt(at);
    const isSpace =
      next === char.space || next === char.lineFeed || next === char.carriageReturn || next === char.tab;
    if (!isSpace) return at;
    at += 1;
  }
};

const afterDigits = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const next = text.charCodeAt(at);
    if (!(next >= char.zero && next <= char.nine)) return at;
    at += 1;
  }
};

const afterNumber = (text: string, from: number): number => {
  const first = text.charCodeAt(from) === char.minus ? from + 1 : from;
  let at = text.charCodeAt(first) === char.zero ? first + 1 : afterDigits(text, first);
  if (at === first) return from;
  if (text.charCodeAt(at) === char.dot) {
    const fraction = afterDigits(text, at + 1);
    if (fraction > at + 1) at = fraction;
  }
  if (text[at] === 'e' || text[at] === 'E') {
    const sign = text.charCodeAt(at + 1);
    const power = sign === char.plus || sign === char.minus ? at + 2 : at + 1;
    const end = afterDigits(text, power);
    if (end > power) at = end;
  }
  return at;
};

const afterString = (text: string, from: number): number => {
  if (text.charCodeAt(from) !== char.quote) return from;
  let at = from + 1;
  for (;;) {
    const next = text.charCodeAt(at);
    if (next === char.quote) return at + 1;
    if (next === char.backslash) {
      escaped.lastIndex = at;
      if (!escaped.test(text)) return from;
      at = escaped.lastIndex;
    } else if (next >= char.space) at += 1;
    else return from;
  }
};

const afterWord = (text: string, from: number): number =>
  from + (words.find((word) => text.startsWith(word, from))?.length ?? 0);

/** A value without parts. */
const afterPlain = (text: string, from: number): number => {
  const next = text.charCodeAt(from);
  if (next === char.quote) return afterString(text, from);
  return next === char.minus || (next >= char.zero && next <= char.nine)
    ? afterNumber(text, from)
    : afterWord(text, from);
};

/** Characters before the first fault. Containers are kept on a stack, so that nesting cannot exhaust the call stack. */
const placeOfFault = (text: string): number => {
  /** What closes each container that is open. */
  const open: number[] = [];
  let at = 0;
  let expects: 'value' | 'name' | 'rest' = 'value';
  for (;;) {
    at = afterSpace(text, at);
    const next = text.charCodeAt(at);
    if (expects === 'value') {
      if (next === char.openList || next === char.openObject) {
        const end = next === char.openList ? char.closeList : char.closeObject;
        at = afterSpace(text, at + 1);
        if (text.charCodeAt(at) === end) {
          at += 1;
          expects = 'rest';
        } else {
          open.push(end);
          expects = next === char.openList ? 'value' : 'name';
        }
      } else {
        const end = afterPlain(text, at);
        if (end === at) return at;
        at = end;
        expects = 'rest';
      }
    } else if (expects === 'name') {
      const end = afterString(text, at);
      if (end === at) return at;
      at = afterSpace(text, end);
      if (text.charCodeAt(at) !== char.colon) return at;
      at += 1;
      expects = 'value';
    } else {
      const end = open.at(-1);
      if (end === undefined) return at;
      if (next === char.comma) expects = end === char.closeList ? 'value' : 'name';
      else if (next === end) open.pop();
      else return at;
      at += 1;
    }
  }
};

/** The place of the first fault of a text that JSON.parse has refused: its own messages name no position for a wrong token. */
export const findJsonFault = (text: string): JsonFault => {
  const position = placeOfFault(text);
  const before = text.slice(0, position);
  return {
    position,
    line: before.split('\n').length,
    column: position - before.lastIndexOf('\n'),
  };
};
