import { isIP } from 'node:net';
import { z } from 'zod';

/** A whole number above none. */
export const count = (error: string) => z.coerce.number({ error }).int({ error }).positive({ error });

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Comma-separated texts. */
export const list = z.string().transform(listed);

const isAddressOrRange = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  // of /0 everybody is a part, who could then say to come from anywhere
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (family === 4 ? 32 : 128);
};

/** What a setting of a secret may be called that names a file instead. */
export const fileOf = <Name extends string>(name: Name): `${Name}_FILE` => `${name}_FILE`;
export const file = (name: string) =>
  z.string().min(1).optional().describe(`A file that holds ${name}, instead of the value itself.`);

/** Comma-separated addresses and CIDR ranges. */
export const addresses = list.pipe(
  z.array(
    z.string().refine(isAddressOrRange, {
      error: 'use addresses and ranges such as 10.0.0.7,10.1.0.0/16,fd00::/8; /0 would believe everybody',
    }),
  ),
);

/** The address of a whole site, without a slash at its end. */
export const siteUrl = z
  .url({ protocol: /^https?$/, error: 'use an address such as https://air.example.org' })
  .refine(
    (text) => {
      const { username, password, search, hash } = new URL(text);
      return `${username}${password}${search}${hash}` === '';
    },
    { error: 'use an address without a name, a password, ? or #' },
  )
  .transform((text) => text.replace(/\/+$/, ''));
