/** Where a text stops being JSON. */
export interface JsonFault {
  /** Characters before the fault. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const word = /true|false|null/y;
const space = /[ \t\n\r]*/y;

/**
 * The place of the first fault of a text that JSON.parse has refused: its own messages name no position for a wrong token.
 * Containers are kept on a stack, so that nesting cannot exhaust the call stack.
 */
export const findJsonFault = (text: string): JsonFault => {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const takeChar = (char: string): boolean => {
    take(space);
    if (text[at] !== char) return false;
    at += 1;
    return true;
  };
  const takeName = (): boolean => {
    take(space);
    return take(string) && takeChar(':');
  };

  const open: ('{' | '[')[] = [];
  /** Reads a value or an opening bracket; true where a whole value stands behind. */
  const takeStart = (): 'value' | 'opened' | 'fault' => {
    take(space);
    if (takeChar('{')) {
      if (takeChar('}')) return 'value';
      open.push('{');
      return takeName() ? 'opened' : 'fault';
    }
    if (takeChar('[')) {
      if (takeChar(']')) return 'value';
      open.push('[');
      return 'opened';
    }
    return take(string) || take(number) || take(word) ? 'value' : 'fault';
  };
  /** Behind a whole value: closes what ends, and tells whether another value must follow. */
  const takeRest = (): 'next' | 'end' | 'fault' => {
    while (open.length > 0) {
      const container = open.at(-1);
      if (takeChar(',')) return container === '[' || takeName() ? 'next' : 'fault';
      if (!takeChar(container === '[' ? ']' : '}')) return 'fault';
      open.pop();
    }
    take(space);
    return 'end';
  };

  for (;;) {
    const start = takeStart();
    if (start === 'opened') continue;
    if (start === 'fault' || takeRest() !== 'next') break;
  }
  const before = text.slice(0, at);
  return { position: at, line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
};
