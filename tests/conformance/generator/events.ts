import type { Subgraph } from '../kit/subgraph.ts';

/** The same subgraphs, each also sending as events what its queries answer. */
export const withEvents = (parts: readonly Subgraph[]): readonly Subgraph[] =>
  parts.map((part) => {
    const fields = /^type Query \{ (.*?) \}$/ms.exec(part.sdl)?.[1] ?? '';
    const own = fields.split('\n').filter((line) => !line.includes('@shareable'));
    return { ...part, sdl: `${part.sdl}\ntype Subscription { ${own.join('\n')} }` };
  });
