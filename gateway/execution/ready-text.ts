/** The `data` of an answer that is JSON text already; whoever wants the value can still have it. */
export class ReadyText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** As JSON text, without serialising anew what is text already: for Apollo Server's `stringifyResult`. */
export const stringifyAnswer = (answer: {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}): string => {
  const { data, errors, extensions } = answer;
  if (!(data instanceof ReadyText)) return JSON.stringify(answer);
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.text}${after}}`;
};
