import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose } from './compose.ts';

const subgraph = (name: string, sdl: string) => ({
  name,
  url: `http://${name}`,
  typeDefs: parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) ${sdl}`,
  ),
});

const things = subgraph('things', 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }');

describe('composition', () => {
  it('makes one graph, and hides federation from clients', () => {
    const weights = subgraph('weights', 'type Thing @key(fields: "id") { id: ID! weightKg: Float }');
    const { apiSdl, supergraphSdl } = compose([things, weights]);
    expect(apiSdl).toContain('weightKg: Float');
    expect(apiSdl).not.toContain('join__');
    expect(supergraphSdl).toContain('join__Graph');
  });

  it('fails with every reason when the schemas do not fit', () => {
    const clash = subgraph('clash', 'type Thing @key(fields: "id") { id: Int! } type Query { thing: Thing }');
    expect(() => compose([things, clash])).toThrow(/do not fit together:\n.*thing.*\n/i);
  });
});
