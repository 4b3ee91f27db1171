import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { boundedCache } from '@aqmrg/platform/subgraph/bounded-cache.ts';
import { type DocumentNode, GraphQLError } from 'graphql';
import { mayExplore, usesIntrospection } from '../access/explore.ts';
import type { Limiter } from '../access/limits.ts';
import { entry, type Price } from '../access/toll.ts';
import type { Variables } from '../execution/operation.ts';

/** An operation of a valid document that is about to run. */
export interface Admitted {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Variables;
  readonly caller: Caller;
}

/** What every operation has to pass, whichever way it came. */
export interface Admission {
  /** Refuses a text past a limit before anybody validates or plans it. One that cannot be read is left to who tells why. */
  inspect(text: string): void;
  /** Refuses what this caller may not ask, or what would cost too much with these variables; the price of all else. */
  admit(operation: Admitted): Price;
}

const mostInspected = 1_000;
const mostCharacters = 4_000_000;

export const createAdmission = (limiter: Limiter, explore: boolean): Admission => {
  const inspected = boundedCache<true>(mostInspected, {
    weigh: (text) => text.length,
    maxWeight: mostCharacters,
  });
  const inspect = (text: string): void => {
    let document: DocumentNode;
    try {
      document = limiter.parse(text);
    } catch (error) {
      if (error instanceof GraphQLError) return;
      throw error;
    }
    limiter.checkShape(document);
  };
  return {
    inspect(text) {
      inspected.get(text, () => {
        inspect(text);
        return true;
      });
    },
    admit({ document, operationName, variables, caller }) {
      if (!mayExplore(caller, explore) && usesIntrospection(document))
        throw new AirError('FORBIDDEN', 'What the graph is made of is told to callers who are signed in.');
      const measured = limiter.measure(document, operationName);
      return { points: Math.max(entry.points, measured.check(variables)), mutations: measured.mutations };
    },
  };
};
