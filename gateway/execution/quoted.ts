const longest = 64;

/** A string as JSON. Short plain text, which most values are, is quoted without the call into the engine. */
export const quoted = (text: string): string => {
  const { length } = text;
  if (length > longest) return JSON.stringify(text);
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    // a control character, a quote, a backslash, or half of a pair
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff))
      return JSON.stringify(text);
  }
  return `"${text}"`;
};
