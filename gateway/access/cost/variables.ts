import { Kind, type OperationDefinitionNode, type SelectionNode, valueFromASTUntyped } from 'graphql';
import type { Amount, Tape, Variables } from './tape.ts';

/** What a request's variables say of something. */
export type Read = (variables: Variables) => unknown;

/** Default values of an operation's variables. */
export type Defaults = ReadonlyMap<string, unknown>;

export const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Defaults =>
  new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );

/** What is given for a variable: undefined where it is left out and has no default. */
export const readVariable = (name: string, defaults: Defaults): Read => {
  const usual = defaults.get(name);
  return (variables) => {
    const value = variables[name];
    return value === undefined ? usual : value;
  };
};

/** 1 where a selection is included, 0 where it is left out, by the values of @skip and @include: who asks for less pays less. */
export const includedOf = (selection: SelectionNode, tape: Tape, defaults: Defaults): Amount => {
  let included: Amount = 1;
  for (const { name, arguments: given } of selection.directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const excludes = name.value === 'skip';
    if (value?.kind === Kind.BOOLEAN && value.value === excludes) return 0;
    if (value?.kind !== Kind.VARIABLE) continue;
    const read = readVariable(value.name.value, defaults);
    const flag = tape.fromVariables((variables) => (read(variables) === excludes ? 0 : 1));
    included = tape.product(included, flag);
  }
  return included;
};
