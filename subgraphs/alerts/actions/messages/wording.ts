import type { Problem } from '../../domain/problem.ts';
import type { Wording } from '../../domain/rule/rule.ts';
import { longest, namesIn, parseTemplate, renderTemplate, type WordingField } from './engine.ts';
import { exampleVariables } from './example.ts';

const how = `docs/how-to/receive-alerts.md lists what a template can say.`;

/** What the engine has against it, in one line and without our folders. */
const faultOf = (error: unknown): string => {
  const [first = ''] = String((error as Error).message).split('\n');
  return first.slice(0, 200);
};

const unknownNames = (names: readonly string[]): string | undefined => {
  const unknown = names.filter((name) => !Object.hasOwn(exampleVariables, name));
  return unknown.length > 0 ? `There is no variable ${unknown.join(', ')}.` : undefined;
};

const faultIn = (text: string): string | undefined => {
  try {
    const template = parseTemplate(text);
    const unknown = unknownNames(namesIn(template));
    if (unknown !== undefined) return unknown;
    renderTemplate(template, exampleVariables);
    return undefined;
  } catch (error) {
    return `It cannot be read: ${faultOf(error)}.`;
  }
};

const problemsOf = (field: WordingField, text: string | null): Problem[] => {
  if (text === null) return [];
  const path = `wording.${field}`;
  if (text.length > longest[field])
    return [
      {
        ...{ field: path, code: 'TOO_LONG', reason: `It has ${text.length} characters.` },
        next: `Use ${longest[field]} at most.`,
      },
    ];
  const reason = faultIn(text);
  return reason === undefined ? [] : [{ field: path, code: 'NOT_A_TEMPLATE', reason, next: how }];
};

/** What is wrong with words of somebody's own: too long, no template, or with names that there are not. */
export const parseWording = ({ subject, body }: Wording): Problem[] => [
  ...problemsOf('subject', subject),
  ...problemsOf('body', body),
];
