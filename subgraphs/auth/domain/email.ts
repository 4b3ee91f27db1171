import { domainToASCII } from 'node:url';
import { fault, fits, type Rule } from './checking.ts';

/** RFC 5321, 4.5.3.1.3: what fits between the angle brackets. */
const longest = 254;
const longestLocal = 64;

const unseen = /[\p{C}\p{Z}]/u;
/** What an address holds only between quotes, which nobody signs up with. */
const quotedAlone = /["(),:;<>[\]\\@]/;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

const notOne = fault('Write an e-mail address such as somebody@example.org.');

const read = (text: string): string | undefined => {
  const folded = text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  const at = folded.lastIndexOf('@');
  const [local, domain] = [folded.slice(0, at), domainToASCII(folded.slice(at + 1))];
  if (at < 1 || local.length > longestLocal || unseen.test(local) || quotedAlone.test(local))
    return undefined;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined;
  if (!domain.split('.').every((part) => label.test(part))) return undefined;
  return `${local}@${domain}`;
};

/**
 * An e-mail address as accounts are found by it: trimmed, NFKC, lower case, its domain in ASCII. One address has one such form; what would be
 * read otherwise when it is read again is refused.
 */
export const emailAddress: Rule<string, string> = (text) => {
  if (text.length > longest * 2) return fault(`At most ${longest} characters.`);
  const address = read(text);
  if (address === undefined || read(address) !== address) return notOne;
  return address.length > longest ? fault(`At most ${longest} characters.`) : fits(address);
};
