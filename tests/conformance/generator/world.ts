import { type Subgraph, subgraph } from '../kit/subgraph.ts';
import { deviceSdl, withAbstractTypes } from './abstract.ts';
import { answersOf, type World } from './data.ts';
import type { Draw } from './draw.ts';
import { type Entity, entitySdl, planEntities } from './entities.ts';
import { wrapped } from './wrapped.ts';

/** Types that every subgraph which uses them defines alike. */
const shared: Readonly<Record<string, string>> = {
  Kind: 'enum Kind { DUST GAS NOISE HIDDEN @inaccessible }',
  Window: 'input Window { first: Int! = 2 kind: Kind near: [Float!] }',
  Spot: 'type Spot @shareable { row: Int! col: Int! }',
};

const leaf = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Kind'];

const placeSdl = (draw: Draw): string =>
  `type Place @shareable { lat: Float${draw.chance(50) ? '!' : ''} label: String${draw.chance(30) ? '!' : ''}
   grid: [[${draw.pick(leaf)}${draw.chance(50) ? '!' : ''}]${draw.chance(30) ? '!' : ''}] inner: Place }`;

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
    fickle: draw.chance(30),
    hiding: draw.chance(15),
  };

  const parts = names.map((name) => {
    const own = withoutIdle(
      [...entities.map((entity) => entitySdl(draw, entity, name, entities)), devices.get(name) ?? ''].join(
        '\n',
      ),
    );
    const { sdl: types, objects, abstract } = withAbstractTypes(draw, own);
    const extras = entities
      .filter((entity) => entity.extra && entity.places.includes(name))
      .map((entity) => `type ${entity.name}Extra { ${name}Part: ${wrapped(draw, 'String', 20)} }`);
    const roots = rootFields(draw, name, objects, abstract);
    if (sharedRoot.includes(name)) roots.push(`top: ${sharedType.name} @shareable`, 'now: Place @shareable');
    const mutation = draw.chance(50)
      ? `type Mutation { ${name}Do(window: Window!): ${wrapped(draw, draw.pick([...objects, 'Int']))} }`
      : '';
    const body = [types, `type Query { ${roots.join('\n')} }`, mutation, place, ...extras].join('\n');
    const used = Object.entries(shared).filter(
      ([type]) => new RegExp(`\\W${type}\\W`).test(body) || (type === 'Kind' && /\WWindow\W/.test(body)),
    );
    const sdl = `${body}\n${used.map(([, definition]) => definition).join('\n')}`.replace(
      world.hiding ? '' : ' HIDDEN @inaccessible',
      '',
    );
    const answers = answersOf(world, objects);
    return { ...subgraph(name, sdl, answers.references), fieldResolver: answers.field };
  });
  return { parts, world };
};
