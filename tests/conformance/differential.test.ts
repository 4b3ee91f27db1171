import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawFrom } from './generator/draw.ts';
import { makeFault } from './generator/faults.ts';
import { judge } from './generator/judge.ts';
import { makeOperation } from './generator/operation.ts';
import { smaller } from './generator/smaller.ts';
import { makeWorld } from './generator/world.ts';
import { openGraph } from './kit/graph.ts';

const cases = Number(process.env.CASES ?? 150);
/** A graph costs as much as some twenty operations on it. */
const operationsEach = 100;
/** The same cases in every run of `npm test`; new ones whenever somebody asks for a number of them and names no seed. */
const seed = process.env.SEED ?? (process.env.CASES ? undefined : '5');

describe('our executor and Apollo’s', () => {
  it(
    'give the same answer to any operation over any graph, whatever its subgraphs do',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.noShrink(fc.gen()), async (generate) => {
          const draw = drawFrom(generate);
          const { parts } = makeWorld(draw);
          const graph = await openGraph(parts);
          for (let i = 0; i < operationsEach; i += 1) {
            const asked = makeOperation(draw, graph.apiSchema);
            const told = makeFault(
              draw,
              parts.map(({ name }) => name),
            );
            const { wrong } = await judge(graph, asked, told);
            if (wrong.length === 0) continue;
            // the seed repeats the case; this makes it readable
            const query = await smaller(asked.query, async (text) => {
              const again = await judge(graph, { ...asked, query: text }, told).catch(() => undefined);
              return again !== undefined && again.wrong.length > 0;
            });
            const { both, wrong: still } = await judge(graph, { ...asked, query }, told);
            const graphs = parts.map(({ name, sdl }) => `# ${name}\n${sdl}`).join('\n');
            expect.fail(
              `${still.join('; ')}\n${query}\n${JSON.stringify(asked.variables)}\n${told.name}\n${JSON.stringify(both, null, 1)}\n${graphs}`,
            );
          }
          await graph.stop();
        }),
        { numRuns: Math.ceil(cases / operationsEach), ...(seed ? { seed: Number(seed) } : {}) },
      );
    },
    60_000 + cases * 50,
  );
});
