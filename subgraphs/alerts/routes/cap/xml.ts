import { XMLBuilder } from 'fast-xml-parser';
import { plainLines } from '../../domain/messages/words/plain.ts';

/** An element's content: text, other elements in their order, or several of the same name. Attributes begin with @. */
export type Xml = string | { readonly [name: string]: Xml | readonly Xml[] | null };

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: true,
  suppressEmptyNode: false,
});

const mostOfText = 8_000;

/** Without what XML 1.0 cannot hold (its section 2.2), and without elements that are null. */
const fit = (value: Xml | readonly Xml[] | null): unknown => {
  if (value === null) return undefined;
  if (typeof value === 'string') return plainLines(value, mostOfText);
  if (Array.isArray(value)) return value.map(fit);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === null ? [] : [[name, fit(inner)]])),
  );
};

/** A document in UTF-8, with everything in it escaped. */
export const xmlOf = (root: string, content: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: fit(content) })}\n`;
