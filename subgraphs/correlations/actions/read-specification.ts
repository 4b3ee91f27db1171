import type { z } from 'zod';
import { type Problem, problem } from '../domain/problem.ts';
import type { AssociationRequest } from '../domain/report/request.ts';
import { specification } from './specification.ts';

type Issue = z.core.$ZodIssue;

const page = 'docs/reference/association-specs.md has every setting, with examples.';

const isAnotherType = ({ code, path }: Issue): boolean => code === 'invalid_type' && path.length === 0;

/** Of several ways in which a value may be written, what is wrong with the one that it comes nearest to. */
const nearest = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const ways = issue.errors.map((found) => found[0] as Issue);
  const way = ways.find((one) => !isAnotherType(one));
  return way === undefined
    ? { ...issue, message: ways.map(({ message }) => message).join(', or ') }
    : nearest({ ...way, path: [...issue.path, ...way.path] });
};

const quoted = (words: readonly unknown[]): string => words.map((word) => JSON.stringify(word)).join(', ');

const asProblem = (found: Issue): Problem => {
  const issue = nearest(found);
  const field = issue.path.join('.') || 'the specification';
  const tell = (reason: string, next: string): Problem => problem(field, 'NOT_A_SPECIFICATION', reason, next);
  if (issue.code === 'unrecognized_keys')
    return tell(
      `There is no setting ${quoted(issue.keys)} here`,
      `Take it out, or correct its name: ${page}`,
    );
  if (issue.code === 'invalid_value')
    return tell('It has a value that is not known', `Write one of ${quoted(issue.values)}.`);
  if (issue.code === 'invalid_union' && 'options' in issue)
    return tell(
      'It is of no kind that is known',
      `Write one of ${quoted(issue.options as readonly string[])}.`,
    );
  return tell(issue.message.replaceAll('Invalid input: ', ''), `Correct it: ${page}`);
};

/** A specification from what was read; or everything that is wrong with it. */
export const checkSpecification = (value: unknown): AssociationRequest | readonly Problem[] => {
  const { data, error } = specification.safeParse(value);
  return error === undefined ? data : error.issues.map(asProblem);
};

/** A specification from its JSON text; or everything that is wrong with it. */
export const readSpecification = (text: string): AssociationRequest | readonly Problem[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = `It is not JSON: ${(error as Error).message}`;
    return [problem('the specification', 'NOT_A_SPECIFICATION', why, 'Correct it there.')];
  }
  return checkSpecification(value);
};
