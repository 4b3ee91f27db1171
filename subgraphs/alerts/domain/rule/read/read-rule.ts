import type { Problem } from '../../problem.ts';
import type { RuleDefinition } from '../rule.ts';
import { readCondition } from './conditions.ts';
import { noteIn, type Tell, textWithin } from './faults.ts';
import type { RuleInput } from './input.ts';
import { readPace } from './paces.ts';
import { readScope } from './scopes.ts';
import { readTelling } from './tellings.ts';

const longest = { name: 120, description: 1_000, subject: 200, body: 4_000 };

const readName = (tell: Tell, name: string): string | undefined => {
  const text = textWithin(tell, 'name', name, { longest: longest.name, kind: 'line' });
  return text === null ? tell('name', 'MISSING', 'It is empty', 'Write what people call the rule.') : text;
};

const readWording = (tell: Tell, { subject, body }: NonNullable<RuleInput['wording']>) => {
  const words = {
    subject: textWithin(tell, 'wording.subject', subject, { longest: longest.subject, kind: 'line' }),
    body: textWithin(tell, 'wording.body', body, { longest: longest.body, kind: 'lines' }),
  };
  return words.subject === undefined || words.body === undefined
    ? undefined
    : { subject: words.subject, body: words.body };
};

/** What somebody wrote down, with every default; or all that is wrong with it, each with its path. */
export const readRule = (input: RuleInput): RuleDefinition | readonly Problem[] => {
  const problems: Problem[] = [];
  const tell = noteIn(problems);
  const name = readName(tell, input.name);
  const description = textWithin(tell, 'description', input.description, {
    longest: longest.description,
    kind: 'lines',
  });
  const condition = readCondition(tell, input.condition);
  const scope = readScope(tell, input.scope ?? {});
  const pace = readPace(tell, input.pace ?? {}, input.condition);
  const telling = readTelling(tell, input.telling ?? {});
  const wording = readWording(tell, input.wording ?? {});
  if (problems.length > 0) return problems;
  const { severity, isEnabled } = input;
  const parts = { name, description, severity, condition, scope, pace, telling, wording };
  // nothing is missing where nothing was told
  return { ...parts, isEnabled: isEnabled ?? true } as RuleDefinition;
};
