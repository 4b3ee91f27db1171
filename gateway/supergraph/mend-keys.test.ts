import { describe, expect, it } from 'vitest';
import { withoutIdleKeys } from './mend-keys.ts';

describe('keys that a subgraph does not resolve', () => {
  it('go where the subgraph resolves another key of the type', () => {
    const mended = withoutIdleKeys(`
      type Sensor
        @join__type(graph: A, key: "id")
        @join__type(graph: B, key: "code", resolvable: false)
        @join__type(graph: B, key: "id code", resolvable: true) { id: ID! }`);
    expect(mended).not.toContain('resolvable: false');
    expect(mended).toContain('@join__type(graph: B, key: "id code", resolvable: true)');
    expect(mended).toContain('@join__type(graph: A, key: "id")');
  });

  it('stay where they are the only ones', () => {
    const mended = withoutIdleKeys(`
      interface Device @join__type(graph: A, key: "id") @join__type(graph: B, key: "id", resolvable: false) { id: ID! }`);
    expect(mended).toContain('@join__type(graph: B, key: "id", resolvable: false)');
  });

  it('cost nothing where there are none', () => {
    const sdl = 'type Sensor @join__type(graph: A, key: "id") { id: ID! }';
    expect(withoutIdleKeys(sdl)).toBe(sdl);
  });
});
