import { AirError } from '@aqmrg/platform/errors/air-error.ts';

/** So many at once in this process, and no queue. */
export interface Places {
  /** Takes a place; what it returns gives it back, once. Throws OVERLOADED where there is none. */
  enter(): () => void;
}

export const createPlaces = ({
  atOnce,
  what,
  comeBackSeconds,
}: {
  readonly atOnce: number;
  /** In words: "downloads". */
  readonly what: string;
  readonly comeBackSeconds: number;
}): Places => {
  let taken = 0;
  return {
    enter() {
      if (taken >= atOnce)
        throw new AirError('OVERLOADED', `${atOnce} ${what} are under way already.`, {
          retryAfterSeconds: comeBackSeconds,
        });
      taken += 1;
      let isThere = true;
      return () => {
        if (isThere) taken -= 1;
        isThere = false;
      };
    },
  };
};
