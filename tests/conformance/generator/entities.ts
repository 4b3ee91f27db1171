import type { Draw } from './draw.ts';
import { wrapped } from './wrapped.ts';

/** An entity of a generated graph. */
export interface Entity {
  readonly name: string;
  readonly owner: string;
  /** Field sets by which it is known; the owner resolves all of them. */
  readonly keys: readonly string[];
  /** Fields of the owner, with their types. */
  readonly fields: ReadonlyMap<string, string>;
  /** Fields that more than one subgraph may answer. */
  readonly shareable: ReadonlySet<string>;
  readonly places: readonly string[];
  /** Whether each subgraph knows another part of one value inside it, which has no key of its own. */
  readonly extra: boolean;
}

const keyFields: Readonly<Record<string, string>> = {
  id: 'id: ID!',
  code: 'code: String!',
  spot: 'spot: Spot!',
};
const keySets = ['id', 'code', 'id code', 'spot { row col }', 'id spot { col row }'];
const pool: readonly (readonly [string, string])[] = [
  ['name', 'String'],
  ['level', 'Int'],
  ['kind', 'Kind'],
  ['place', 'Place'],
  ['mean', 'Float'],
  ['live', 'Boolean'],
];

const namesOf = (key: string): string[] => Object.keys(keyFields).filter((name) => key.includes(name));

export const planEntities = (draw: Draw, names: readonly string[]): readonly Entity[] =>
  ['Sensor', 'Site', 'Alert'].slice(0, 2 + draw.upTo(1)).map((name) => {
    const fields = new Map(draw.some(pool, 75).map(([field, type]) => [field, wrapped(draw, type, 20)]));
    const owner = draw.pick(names);
    const keys = [draw.pick(['id', 'id', 'code']), ...draw.some(keySets, 25)];
    return {
      name,
      owner,
      keys: [...new Set(keys)],
      fields,
      shareable: new Set(draw.some([...fields.keys()], 40)),
      places: names.filter((place) => place === owner || draw.chance(65)),
      extra: draw.chance(40),
    };
  });

/** Fields that lead to other types which this subgraph has. */
const references = (draw: Draw, entity: Entity, place: string, entities: readonly Entity[]): string[] =>
  draw
    .some(
      entities.filter((other) => other.places.includes(place)),
      60,
    )
    .map((other) => {
      const provided = [...other.shareable].filter(
        (field) => other.owner !== place && other.fields.get(field) !== undefined,
      );
      const field = provided.find((candidate) => candidate !== 'place');
      const provides =
        field && modeOf(other, place, field) === 'external' && draw.chance(60)
          ? ` @provides(fields: "${field}")`
          : '';
      return `${place}${other.name}${entity.owner === place ? '' : 'Of'}: ${wrapped(draw, other.name, 50)}${provides}`;
    });

/** Fixed by names, because several fields have to agree: how a subgraph that is not the owner has a field of the owner. */
const modeOf = (entity: Entity, place: string, field: string): 'shared' | 'external' | 'absent' => {
  const at = (entity.name.length + field.length + place.charCodeAt(0)) % 3;
  if (at === 0) return entity.shareable.has(field) ? 'shared' : 'external';
  return at === 1 ? 'external' : 'absent';
};

const requiring = (draw: Draw, external: readonly string[], place: string): string[] => {
  const needed = draw
    .some(external, 70)
    .map((field) =>
      field === 'place'
        ? draw.pick(['place { lat }', 'place { label lat }', 'place { inner { lat } label }'])
        : field,
    );
  return needed.length === 0
    ? []
    : [`${place}Sum: Int${draw.chance(40) ? '!' : ''} @requires(fields: "${needed.join(' ')}")`];
};

export const entitySdl = (draw: Draw, entity: Entity, place: string, entities: readonly Entity[]): string => {
  if (!entity.places.includes(place)) return '';
  const own = entity.owner === place;
  const keys = own ? entity.keys : [draw.pick(entity.keys)];
  const lines = [...new Set(keys.flatMap(namesOf))].map((name) => keyFields[name] as string);
  const external: string[] = [];
  const taker = entity.places.find((other) => other !== entity.owner);
  for (const [field, type] of entity.fields) {
    const mode = own ? 'own' : modeOf(entity, place, field);
    if (mode === 'own') lines.push(`${field}: ${type}${entity.shareable.has(field) ? ' @shareable' : ''}`);
    if (mode === 'shared') lines.push(`${field}: ${type} @shareable`);
    if (mode === 'absent' && place === taker && draw.chance(40))
      lines.push(
        `${field}: ${type} @override(from: "${entity.owner}")${entity.shareable.has(field) ? ' @shareable' : ''}`,
      );
    // of objects in lists of lists Apollo sends nulls as a requirement; known-differences.test.ts has that case
    if (mode === 'external' && !(type.includes('[[') && field === 'place')) external.push(field);
  }
  const refs = references(draw, entity, place, entities);
  const sums = own ? [] : requiring(draw, external, place);
  const used = `${sums.join(' ')}`;
  for (const field of external) {
    const providedByOthers = entity.shareable.has(field);
    if (used.includes(field) || providedByOthers)
      lines.push(`${field}: ${entity.fields.get(field)} @external`);
  }
  lines.push(
    ...refs,
    ...sums,
    `${place}Note(window: Window, of: Int = 3): ${wrapped(draw, draw.pick(['String', 'Int', 'Kind', 'Place']))}`,
  );
  if (entity.extra) lines.push(`extra: ${entity.name}Extra @shareable`);
  if (own && draw.chance(40)) lines.push(`${place}Any: ${wrapped(draw, 'Any', 60)}`);
  const directives = keys.map((key) => `@key(fields: "${key}")`).join(' ');
  return `type ${entity.name} ${directives} { ${lines.join('\n')} }`;
};
