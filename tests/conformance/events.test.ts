import { isDeepStrictEqual } from 'node:util';
import { anonymous } from '@aqmrg/platform/caller.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { conforms } from './generator/conforms.ts';
import { drawFrom } from './generator/draw.ts';
import { withEvents } from './generator/events.ts';
import { makeFault } from './generator/faults.ts';
import { fellOver } from './generator/judge.ts';
import { type Asked, makeOperation } from './generator/operation.ts';
import { makeWorld } from './generator/world.ts';
import { openLiveGraph } from './kit/live.ts';
import type { Shown } from './kit/shown.ts';
import { eventsEach } from './kit/subgraph.ts';

const cases = Number(process.env.CASES ?? 100);
const operationsEach = 100;
/** The same cases in every run of `npm test`; new ones whenever somebody asks for a number of them and names no seed. */
const seed = process.env.SEED ?? (process.env.CASES ? undefined : '7');

const context = {
  caller: anonymous,
  from: undefined,
  requestId: 'conformance',
  signal: new AbortController().signal,
  log: createLog('silent'),
};

/** Of an event without data Apollo says that each field is null. */
const isNothing = (data: unknown): boolean => Object.values(data ?? {}).every((value) => value === null);

/** Apollo's executor gave up on the whole event. */
const gaveUp = (byApollo: Shown): boolean =>
  fellOver(byApollo) ||
  (byApollo.data === null && byApollo.errors?.some(({ path }) => path === undefined) === true);

describe('events enriched together', () => {
  it(
    'get the answers that they get alone, whatever is asked and whatever subgraphs do',
    async () => {
      const requests = { together: 0, alone: 0 };
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(fc.noShrink(fc.gen()), async (generate) => {
          const draw = drawFrom(generate);
          const { parts: quiet } = makeWorld(draw);
          const parts = withEvents(quiet);
          const graph = openLiveGraph(parts, context);
          const ask = (): Asked => {
            const asked = makeOperation(draw, graph.apiSchema, 'subscription');
            return graph.isPlanned(asked.query) ? asked : ask();
          };
          for (let i = 0; i < operationsEach; i += 1) {
            const { query, variables } = ask();
            const told = makeFault(
              draw,
              parts.map(({ name }) => name),
            );
            const found = await graph.enrich(query, { ...variables }, told.fault);
            const about = `${query}\n${JSON.stringify(variables)}\n${told.name}\n${parts.map(({ sdl }) => sdl).join('\n')}`;
            // a list of the wrong length may be right for one event and wrong for five
            if (!told.brutal) expect(found.together, about).toEqual(found.alone);
            expect(found.together).toHaveLength(eventsEach);
            requests.together += found.requests.together;
            requests.alone += found.requests.alone;
            const misshapen = (data: unknown): string | undefined =>
              conforms(graph.apiSchema, parse(query), variables, data);
            for (const [at, { data }] of found.together.entries()) {
              const byApollo = found.byApollo[at] as Shown;
              const stock = byApollo.data;
              compared += 1;
              if (isDeepStrictEqual(data ?? null, stock ?? null) || (data === null && isNothing(stock)))
                continue;
              expect(misshapen(data), about).toBe(undefined);
              if (!told.brutal && !gaveUp(byApollo) && misshapen(stock) === undefined)
                expect(data, `${about}\n${JSON.stringify(byApollo)}`).toEqual(stock);
            }
          }
        }),
        { numRuns: Math.ceil(cases / operationsEach), ...(seed ? { seed: Number(seed) } : {}) },
      );
      expect(compared).toBeGreaterThanOrEqual(cases * eventsEach);
      expect(requests.together).toBeGreaterThan(0);
      expect(requests.alone).toBeGreaterThan(requests.together * 2);
    },
    60_000 + cases * 100,
  );
});
