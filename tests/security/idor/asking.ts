import { composeRooms } from '@aqmrg/run/compose.ts';
import { buildSchema, type GraphQLNamedOutputType, getNamedType } from 'graphql';
import { argumentsOf, selectionOf, type Written } from './document.ts';
import type { Asked } from './fields.ts';
import type { Kind, Subject } from './subjects.ts';

/** The gateway, with a client's credential; or the room itself, with an identity that only a gateway can sign. */
export type Edge = 'gateway' | 'room';

export interface Question {
  readonly written: Written;
  readonly document: string;
  /** Where its answer stands. */
  readonly path: readonly (string | number)[];
}

const quoted = JSON.stringify;

/** What an entity is, and how clients come to it. Another one stops the tests: somebody has to say whose it is. */
const entities: Readonly<
  Record<string, { readonly kind: Kind; readonly way: (of: Subject) => readonly string[] }>
> = {
  Sensor: { kind: 'sensor', way: ({ sensor }) => [`sensor(id: ${quoted(sensor)})`] },
  Site: { kind: 'site', way: ({ site }) => [`site(id: ${quoted(site)})`] },
  Network: { kind: 'network', way: ({ sensor }) => [`sensor(id: ${quoted(sensor)})`, 'network'] },
};

const api = buildSchema(composeRooms().apiSdl);
/** A document has a thousand fields at most. */
const mostFields = 1_000;
const fieldsIn = (selection: string): number =>
  selection.replaceAll(/\.\.\. on \w+/g, '').match(/\w+/g)?.length ?? 0;

/** Everything below a type, as deep as one document can ask for it. */
const wholeOf = (type: GraphQLNamedOutputType, { policy }: Asked): string => {
  for (let levels = policy.isSameForAll ? 1 : 4; ; levels -= 1) {
    const selection = selectionOf(type, levels);
    if (levels === 1 || fieldsIn(selection) <= mostFields) return selection;
  }
};

/** A document that asks one field for everything. */
export const questionOf = (asked: Asked, edge: Edge, subject: Subject): Question => {
  const { type, field, schema } = asked;
  const written = argumentsOf(asked, subject);
  const output = getNamedType(field.type).name;
  const whole = (edge === 'gateway' ? api : schema).getType(output);
  if (whole === undefined) throw new Error(`There is no ${output}.`);
  const call = `${field.name}${written.text} ${wholeOf(whole as never, asked)}`;
  if (type.name === 'Query' || type.name === 'Mutation')
    return { written, document: `${type.name.toLowerCase()} { ${call} }`, path: [field.name] };

  const entity = Object.hasOwn(entities, type.name) ? entities[type.name] : undefined;
  if (entity === undefined) throw new Error(`${type.name} is an entity: whose is it?`);
  const { kind, way } = entity;
  const id = subject[kind];
  // the thing itself is named as if it were an argument
  const named = { ...written, kinds: new Set([...written.kinds, kind]), ids: [...written.ids, id] };
  if (edge === 'gateway') {
    const steps = way(subject);
    return {
      written: named,
      document: `${steps.map((step) => `{ ${step} `).join('')}{ ${call} }${' }'.repeat(steps.length)}`,
      path: [...steps.map((step) => step.replace(/\(.*/, '')), field.name],
    };
  }
  const representation = `{ __typename: ${quoted(type.name)}, id: ${quoted(id)} }`;
  return {
    written: named,
    document: `{ _entities(representations: [${representation}]) { ... on ${type.name} { ${call} } } }`,
    path: ['_entities', 0, field.name],
  };
};
