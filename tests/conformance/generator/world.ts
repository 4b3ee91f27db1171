import { type Subgraph, subgraph } from '../kit/subgraph.ts';
import { answersOf, type World } from './data.ts';
import type { Draw } from './draw.ts';
import { type Entity, entitySdl, planEntities } from './entities.ts';

/** Types that every subgraph which uses them defines alike. */
const shared: Readonly<Record<string, string>> = {
  Kind: 'enum Kind { DUST GAS NOISE }',
  Window: 'input Window { first: Int! = 2 kind: Kind near: [Float!] }',
  Spot: 'type Spot @shareable { row: Int! col: Int! }',
};

const leaf = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Kind'];

const placeSdl = (draw: Draw): string =>
  `type Place @shareable { lat: Float${draw.chance(50) ? '!' : ''} label: String${draw.chance(30) ? '!' : ''}
   grid: [[${draw.pick(leaf)}${draw.chance(50) ? '!' : ''}]${draw.chance(30) ? '!' : ''}] inner: Place }`;

/** A list or not, with non-null marks anywhere. */
export const wrapped = (draw: Draw, type: string, listPercent = 40): string => {
  const inner = draw.chance(35) ? `${type}!` : type;
  return draw.chance(listPercent) ? wrapped(draw, `[${inner}]`, 25) : inner;
};

const rootFields = (
  draw: Draw,
  name: string,
  here: readonly string[],
  abstract: readonly string[],
): string[] => {
  const fields = [`${name}Count(window: Window): Int`];
  for (const type of draw.some(here, 60))
    fields.push(`${name}${type}(n: Int = 1, kind: Kind): ${wrapped(draw, type, 60)}`);
  for (const type of draw.some(abstract, 70)) fields.push(`${name}${type}s: ${wrapped(draw, type, 80)}`);
  if (draw.chance(50)) fields.push(`${name}Place: ${wrapped(draw, 'Place')}`);
  return fields;
};

/** Devices: an interface with a key, two types behind it, and objects that stand for it elsewhere. */
const deviceSdl = (draw: Draw, names: readonly string[]): ReadonlyMap<string, string> => {
  const parts = new Map<string, string>();
  if (!draw.chance(50)) return parts;
  const owner = draw.pick(names);
  const title = `title: String${draw.chance(50) ? '!' : ''}`;
  parts.set(
    owner,
    `interface Device @key(fields: "id") { id: ID! ${title} }
     type Laser implements Device @key(fields: "id") { id: ID! ${title} beam: ${wrapped(draw, 'Int')} }
     type Mass implements Device @key(fields: "id") { id: ID! ${title} scale: ${wrapped(draw, 'Place')} }`,
  );
  for (const name of draw.some(
    names.filter((other) => other !== owner),
    60,
  )) {
    const sum = draw.chance(50) ? `${title} @external ${name}Sum: Int @requires(fields: "title")` : '';
    parts.set(
      name,
      draw.chance(70)
        ? `type Device @key(fields: "id") @interfaceObject { id: ID! ${name}Score: ${wrapped(draw, 'Float')} ${sum} }`
        : `type Laser @key(fields: "id") { id: ID! ${name}Pulse: ${wrapped(draw, 'Kind')} ${sum} }`,
    );
  }
  return parts;
};

/** Composition refuses a field that is external for no reason. */
const withoutIdle = (sdl: string): string =>
  sdl
    .split(/^(?=type )/m)
    .map((type, _, all) => {
      const name = /^type (\w+)/.exec(type)?.[1];
      const provided =
        all
          .join('')
          .match(new RegExp(`: [\\[\\]!]*${name}[\\]!]* @provides\\(fields: "(\\w+)"`, 'g'))
          ?.join() ?? '';
      const required = type.match(/@requires\(fields: "[^"]*"/g)?.join() ?? '';
      return type.replaceAll(/^(\w+): .* @external\n/gm, (line, field) =>
        new RegExp(`\\b${field}\\b`).test(provided + required) ? line : '',
      );
    })
    .join('');

const typesIn = (sdl: string, kind: string): string[] =>
  [...sdl.matchAll(new RegExp(`^ *${kind} (\\w+)`, 'gm'))].flatMap(([, name]) => (name ? [name] : []));

/** Two to four subgraphs that most often fit together, and data for them. */
export const makeWorld = (draw: Draw): { readonly parts: readonly Subgraph[]; readonly world: World } => {
  const names = ['a', 'b', 'c', 'd'].slice(0, 2 + draw.upTo(2));
  const entities: readonly Entity[] = planEntities(draw, names);
  const devices = deviceSdl(draw, names);
  const place = placeSdl(draw);
  const sharedType = draw.pick(entities);
  const sharedRoot = draw.chance(50) ? sharedType.places : [];
  const seed = draw.upTo(1_000_000);
  const world: World = {
    seed,
    throwing: draw.pick([0, 0, 2, 8]),
    unknown: draw.pick([0, 5, 20]),
    nulls: draw.pick([0, 15, 40]),
  };

  const parts = names.map((name) => {
    const own = withoutIdle(
      [...entities.map((entity) => entitySdl(draw, entity, name, entities)), devices.get(name) ?? ''].join(
        '\n',
      ),
    );
    const objects = typesIn(own, 'type');
    const nodes = objects.filter((type) => own.match(new RegExp(`type ${type}[^{]*\\{[^}]* ?id: ID!`)));
    const candidates = objects.filter((type) => type !== 'Device');
    const chosen = draw.some(candidates, 75);
    const members = chosen.length === 0 && /\WAny\W/.test(own) ? candidates : chosen;
    const abstract = [
      ...(own.includes('interface Device') ? ['Device'] : []),
      ...(nodes.length > 0 ? ['Node'] : []),
      ...(members.length > 0 ? ['Any'] : []),
    ];
    const roots = rootFields(draw, name, objects, abstract);
    if (sharedRoot.includes(name)) roots.push(`top: ${sharedType.name} @shareable`, 'now: Place @shareable');
    const mutation = draw.chance(50)
      ? `type Mutation { ${name}Do(window: Window!): ${wrapped(draw, draw.pick([...objects, 'Int']))} }`
      : '';
    const body = [
      nodes.reduce(
        (sdl, type) =>
          sdl
            .replace(`type ${type} implements Device`, `type ${type} implements Device & Node`)
            .replace(`type ${type} @key`, `type ${type} implements Node @key`),
        own,
      ),
      nodes.length > 0 ? 'interface Node { id: ID! }' : '',
      members.length > 0 ? `union Any = ${members.join(' | ')}` : '',
      `type Query { ${roots.join('\n')} }`,
      mutation,
      place,
    ].join('\n');
    const used = Object.entries(shared).filter(
      ([type]) => new RegExp(`\\W${type}\\W`).test(body) || (type === 'Kind' && /\WWindow\W/.test(body)),
    );
    const sdl = `${body}\n${used.map(([, definition]) => definition).join('\n')}`.replaceAll(
      /type Device implements Node (@key[^{]*@interfaceObject)/g,
      'type Device $1',
    );
    return {
      ...subgraph(name, sdl, answersOf(world, objects).references),
      fieldResolver: answersOf(world, objects).field,
    };
  });
  return { parts, world };
};
