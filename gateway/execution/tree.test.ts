import { describe, expect, it } from 'vitest';
import { mergeInto, placesAt, type Tree, treesAt } from './tree.ts';

const tree = (): Tree => ({
  sensors: [
    { id: 1, sites: [{ id: 'a' }, null] },
    null,
    { id: 2, sites: null },
    { id: 3, sites: [{ id: 'b' }] },
  ],
});
const path = ['sensors', '@', 'sites', '@'];

describe('the tree of an answer', () => {
  it('finds the objects at a path, and where each stands', () => {
    expect(treesAt(tree(), path)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(placesAt(tree(), path)).toEqual([
      ['sensors', 0, 'sites', 0],
      ['sensors', 3, 'sites', 0],
    ]);
    expect(treesAt(tree(), [])).toHaveLength(1);
    expect(treesAt({}, path)).toEqual([]);
  });

  it('takes on what another subgraph knows', () => {
    const target: Tree = { id: 1, site: { id: 'a' }, list: [{ x: 1 }, { x: 2 }], grid: [[{ x: 1 }]] };
    mergeInto(target, {
      name: 'n',
      site: { city: 'c' },
      list: [{ y: 1 }, { y: 2 }],
      grid: [[{ y: 1 }]],
      none: undefined,
    });
    expect(target).toEqual({
      id: 1,
      name: 'n',
      site: { id: 'a', city: 'c' },
      list: [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
      grid: [[{ x: 1, y: 1 }]],
    });
  });

  it('believes the newer answer where lists differ or a value is null', () => {
    const target: Tree = { list: [1, 2], site: { id: 'a' } };
    mergeInto(target, { list: [3], site: null });
    expect(target).toEqual({ list: [3], site: null });
  });

  it('is no way to the prototype of all objects', () => {
    mergeInto({}, JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(({} as Tree).polluted).toBeUndefined();
  });
});
