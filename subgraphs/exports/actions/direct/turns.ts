import { limitKeyOf } from '@aqmrg/platform/access/rate-limit-key.ts';
import { createPlaces, type Places } from '../places.ts';
import type { Asker } from './row-toll.ts';

export interface TurnLimits {
  /** Answers of this process. */
  readonly atOnce: number;
  /** Answers of this process to one account, or to strangers at one address. */
  readonly atOnceOfOne: number;
}

const comeBackSeconds = 2;

/** So many places for each, remembered while one is taken. */
const createOwnPlaces = (atOnce: number) => {
  const byAsker = new Map<string, { readonly places: Places; taken: number }>();
  return (key: string): (() => void) => {
    const what = 'answers of this kind to you';
    const own = byAsker.get(key) ?? { places: createPlaces({ atOnce, what, comeBackSeconds }), taken: 0 };
    const leave = own.places.enter();
    own.taken += 1;
    byAsker.set(key, own);
    let isThere = true;
    return () => {
      leave();
      if (isThere) own.taken -= 1;
      isThere = false;
      if (own.taken === 0 && byAsker.get(key) === own) byAsker.delete(key);
    };
  };
};

/**
 * Who may begin an answer: nobody takes all the places from the others, and workbooks, which are held in memory whole, are made one at a time. What `enter` returns gives the
 * place back; it throws OVERLOADED where there is none.
 */
export const createTurns = ({ atOnce, atOnceOfOne }: TurnLimits) => {
  const enterOwn = createOwnPlaces(atOnceOfOne);
  const all = createPlaces({ atOnce, what: 'answers of this kind', comeBackSeconds });
  const workbooks = createPlaces({ atOnce: 1, what: 'workbooks', comeBackSeconds });
  return {
    enter({ caller, from }: Asker, { isWorkbook }: { readonly isWorkbook: boolean }): () => void {
      const leaving: (() => void)[] = [];
      const leave = (): void => {
        for (const one of leaving) one();
      };
      try {
        leaving.push(enterOwn(limitKeyOf(caller, from)));
        if (isWorkbook) leaving.push(workbooks.enter());
        leaving.push(all.enter());
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
};
