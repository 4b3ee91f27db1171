const knownWords =
  /change[-_ ]?me|secret|passw|passphrase|example|default|insecure|placeholder|letmein|qwerty|admin|setup|token|12345678|your[-_ ]|replace[-_ ]?(me|this)/i;
const leastLength = 32;
const leastDifferent = 8;

/** Why a secret could be guessed, or nothing. Random ones of this length hold such words once in a hundred thousand. */
export const weaknessOf = (secret: string): string | undefined => {
  if (secret.length < leastLength) return `it has fewer than ${leastLength} characters`;
  if (knownWords.test(secret)) return 'it is made of words that are tried first';
  if (/^(.{1,16}?)\1+.{0,15}$/s.test(secret)) return 'it repeats itself';
  if (new Set(secret).size < leastDifferent)
    return `it has fewer than ${leastDifferent} different characters`;
  return undefined;
};
