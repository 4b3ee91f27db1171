import { type GraphQLError, type NameNode, parse, visit } from 'graphql';

/** As graphql-js tells it: `Variable "$input" got invalid value "x" at "input.readings[0].periodEnd"; …` */
const variable = /^Variable "\$([^"]+)" (?:got invalid value .+? at "([^"]+)";|got invalid value|of )/s;

/** Path of the variable that does not fit, such as `input.readings.0.periodEnd`; undefined where the message names none. */
export const variableAtFault = (message: string): string | undefined => {
  const [, name, path] = variable.exec(message) ?? [];
  return (path ?? name)?.replace(/\[(\d+)\]/g, '.$1');
};

/** Path of the argument whose literal does not fit, such as `input.first`; undefined where no argument holds it. */
const argumentAtFault = ({ source, positions }: GraphQLError): string | undefined => {
  const at = positions?.[0];
  if (source === undefined || at === undefined) return undefined;
  const path: string[] = [];
  const enter = ({
    name,
    loc,
  }: {
    readonly name: NameNode;
    readonly loc?: { start: number; end: number };
  }) => {
    if (loc && loc.start <= at && at < loc.end) path.push(name.value);
  };
  visit(parse(source), { Argument: enter, ObjectField: enter });
  return path.length > 0 ? path.join('.') : undefined;
};

/** What of the client's input graphql-js has found at fault, where it is an argument or a variable. */
export const fieldAtFault = (error: GraphQLError): string | undefined =>
  variableAtFault(error.message) ?? argumentAtFault(error);
