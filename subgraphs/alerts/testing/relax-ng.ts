import { validateXML } from 'xmllint-wasm';

/** What stands in an element: text of a pattern, one of several words, or other elements in this order. */
export type Content =
  | { readonly pattern: string }
  | { readonly oneOf: readonly string[] }
  | { readonly elements: readonly Element[]; readonly attributes?: readonly string[] }
  | { readonly attributes: readonly string[] };
export type Element = readonly [name: string, content: Content, times?: '?' | '*' | '+'];

const wrappers = { '?': 'optional', '*': 'zeroOrMore', '+': 'oneOrMore' } as const;

const inner = (content: Content): string => {
  if ('pattern' in content)
    return `<data type="string"><param name="pattern">${content.pattern}</param></data>`;
  if ('oneOf' in content)
    return `<choice>${content.oneOf.map((word) => `<value>${word}</value>`).join('')}</choice>`;
  const attributes = (content.attributes ?? []).map((name) => `<attribute name="${name}"/>`).join('');
  const elements = 'elements' in content ? content.elements.map(elementOf).join('') : '';
  return attributes + elements || '<empty/>';
};

const elementOf = ([name, content, times]: Element): string => {
  const element = `<element name="${name}">${inner(content)}</element>`;
  if (times === undefined) return element;
  return `<${wrappers[times]}>${element}</${wrappers[times]}>`;
};

/** A RELAX NG schema (ISO/IEC 19757-2) of one namespace. */
export const schemaOf = (namespace: string, root: Element): string =>
  [
    `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="${namespace}"`,
    ` datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">`,
    `<start>${elementOf(root)}</start></grammar>`,
  ].join('');

/** What libxml2 has against documents; empty where they are valid. */
export const faultsIn = async (schema: string, documents: readonly string[]): Promise<readonly string[]> => {
  const xml = documents.map((contents, i) => ({ fileName: `document-${i}.xml`, contents }));
  const found = await validateXML({ xml, schema: [schema], extension: 'relaxng' });
  return found.errors.map(({ rawMessage }) => rawMessage);
};
