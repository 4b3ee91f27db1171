const longest = 64;

/** An id of ours: 1 to 64 of a–z, 0–9, - and _. */
export const isSlug = (text: string): boolean => /^[a-z0-9_-]{1,64}$/.test(text);

/** An id made from a name: "Kampala – Makerere" → kampala-makerere. Empty where the name has no Latin letter and no digit. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
