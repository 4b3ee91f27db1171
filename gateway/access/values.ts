/** A value as graphql-js prints it: texts are JSON, and nothing outside of them is a semicolon. */
const printed = '(?:"(?:[^"\\\\]|\\\\.)*"|[^";])*?';
const ofVariable = '(?:Variable "\\$\\w+" got an invalid value(?: at "[^"]*")?; )?';

/** Each from the beginning of a message, so that none is searched for in what a client wrote. */
const forms: readonly (readonly [RegExp, string])[] = [
  // Variable "$input" got invalid value { password: 3 } at "input"; …
  [
    new RegExp(`^(Variable "\\$\\w+" got )invalid value ${printed}( at "[^"]*")?; `, 's'),
    '$1an invalid value$2; ',
  ],
  // String cannot represent a non string value: 3
  [new RegExp(`^(${ofVariable}(?:Enum "\\w+"|\\w+) cannot represent [^:"]*value): .*$`, 's'), '$1.'],
  // Value "PM2" does not exist in "Quantity" enum.
  [new RegExp(`^(${ofVariable})Value ".*" does not exist in`, 's'), '$1The value does not exist in'],
  // Expected value of type "SignInInput", found "…".
  [/^(Expected value of type "[^"]*"), found .*$/s, '$1.'],
  // Syntax Error: Expected ":", found String "…".
  [
    /^(Syntax Error: (?:Expected [^,]{1,40}, found|Unexpected) (?:String|BlockString|Int|Float)) ".*"\.$/s,
    '$1.',
  ],
];

/**
 * A message of graphql-js without the values that it repeats: whoever sent them knows them, and one may be a password in the wrong place. An
 * answer is read, kept and passed on by more than its sender. Where it went wrong, and why, stays.
 */
export const withoutValues = (message: string): string =>
  forms.reduce((text, [form, without]) => text.replace(form, without), message);
