import type { Draw } from './draw.ts';
import { wrapped } from './wrapped.ts';

/** Devices: an interface with a key, two types behind it, and objects that stand for it elsewhere. */
export const deviceSdl = (draw: Draw, names: readonly string[]): ReadonlyMap<string, string> => {
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

const typesIn = (sdl: string, kind: string): string[] =>
  [...sdl.matchAll(new RegExp(`^ *${kind} (\\w+)`, 'gm'))].flatMap(([, name]) => (name ? [name] : []));

const implementing = (sdl: string, type: string, name: string): string =>
  sdl.replace(
    new RegExp(`type ${type} (?:implements ([\\w &]+?) )?@key`),
    (_, known?: string) => `type ${type} implements ${known ? `${known} & ` : ''}${name} @key`,
  );

/** A subgraph's object types with the interfaces and the union that fit them. */
export interface Abstracted {
  readonly sdl: string;
  readonly objects: readonly string[];
  /** Interfaces and unions that the subgraph has. */
  readonly abstract: readonly string[];
}

export const withAbstractTypes = (draw: Draw, own: string): Abstracted => {
  const objects = typesIn(own, 'type');
  const candidates = objects.filter((type) => !new RegExp(`type ${type} .*@interfaceObject`).test(own));
  const having = (field: string): string[] =>
    candidates.filter((type) => new RegExp(`type ${type} [^{]*\\{[^}]*\\b${field}(?! @external)`).test(own));
  const nodes = having('id: ID!');
  const named = draw.some(having('name: String!?(?![\\w\\]])'), 80);
  const chosen = draw.some(candidates, 75);
  const members = chosen.length === 0 && /\WAny\W/.test(own) ? candidates : chosen;
  const withNodes = nodes.reduce((sdl, type) => implementing(sdl, type, 'Node'), own);
  const sdl = [
    named.reduce((made, type) => implementing(made, type, 'Named'), withNodes),
    nodes.length > 0 ? 'interface Node { id: ID! }' : '',
    named.length > 0 ? 'interface Named { name: String }' : '',
    members.length > 0 ? `union Any = ${members.join(' | ')}` : '',
  ].join('\n');
  const abstract = [
    ...(own.includes('interface Device') ? ['Device'] : []),
    ...(nodes.length > 0 ? ['Node'] : []),
    ...(named.length > 0 ? ['Named'] : []),
    ...(members.length > 0 ? ['Any'] : []),
  ];
  return { sdl, objects, abstract };
};
