import type { Readable } from 'node:stream';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { mediaTypeOf, nameOf } from '../../domain/files/names.ts';
import { areProblems, type Problem } from '../../domain/problem.ts';
import type { RequestInput } from '../../domain/request/request-input.ts';
import { createPlaces } from '../places.ts';
import type { createPreparation, Prepared } from '../prepare.ts';
import { firstByte } from './first-byte.ts';
import { isReplayed } from './is-replayed.ts';
import { checkRows, priceOf, rowsOfEntry } from './limits.ts';
import type { Asker, RowToll } from './row-toll.ts';
import { type RowsGround, writeRows } from './write-rows.ts';

export interface DirectGround extends RowsGround {
  readonly prepare: ReturnType<typeof createPreparation>;
  readonly reader: Pick<SeriesReader, 'replayed'>;
  readonly toll: RowToll;
  /** Of an answer. */
  readonly mostRows?: number;
  /** Answers of this process. */
  readonly atOnce?: number;
  /** How long the first byte may take. */
  readonly patienceMs?: number;
}

/** What is answered, before its bytes. */
export interface DirectHead {
  /** Such as readings.csv. */
  readonly name: string;
  readonly mediaType: string;
  /** Whether any of it is a recording that is played again. */
  readonly isReplayed: boolean;
}

export interface DirectAnswer extends DirectHead {
  /** Read it to its end or destroy it. */
  readonly body: Readable;
}

interface Asking {
  readonly asker: Asker;
  /** Aborts when the client left. */
  readonly signal: AbortSignal;
}

const tooLate = (): AirError =>
  new AirError('DEADLINE_EXCEEDED', 'It took too long to find the first of these rows.');

/** Aborts with the client, and when the time is over unless it was enough. */
const withPatience = (signal: AbortSignal, patienceMs: number) => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tooLate()), patienceMs);
  timer.unref();
  return { signal: AbortSignal.any([signal, late.signal]), wasEnough: () => clearTimeout(timer) };
};

/** Readings that are answered at once, as an export would hold them. */
export const createDirect = (ground: DirectGround) => {
  const { prepare, reader, toll, mostRows = 100_000, atOnce = 4, patienceMs = 30_000 } = ground;
  const places = createPlaces({ atOnce, what: 'answers of this kind', comeBackSeconds: 2 });

  const begin = async (
    input: RequestInput,
    { asker, signal }: Asking,
  ): Promise<{ readonly prepared: Prepared; readonly head: DirectHead } | readonly Problem[]> => {
    const prepared = await prepare(input, { signal });
    if (areProblems(prepared)) return prepared;
    checkRows(prepared, mostRows);
    await toll(asker, priceOf(prepared));
    const name = nameOf(prepared.request);
    return {
      prepared,
      head: { name, mediaType: mediaTypeOf(name), isReplayed: await isReplayed(reader, prepared, signal) },
    };
  };

  return {
    /** What would be answered, or everything that is wrong with what is asked. Rejects as `open` does. */
    async head(input: RequestInput, asking: Asking): Promise<DirectHead | readonly Problem[]> {
      await toll(asking.asker, rowsOfEntry);
      const leave = places.enter();
      const { signal, wasEnough } = withPatience(asking.signal, patienceMs);
      try {
        const begun = await begin(input, { ...asking, signal });
        return areProblems(begun) ? begun : begun.head;
      } finally {
        wasEnough();
        leave();
      }
    },

    /**
     * Resolves when there is a first byte to send, or with everything that is wrong with what is asked. Rejects with RATE_LIMITED, OVERLOADED, TOO_MANY_ROWS, DEADLINE_EXCEEDED
     * and STORAGE_FULL.
     */
    async open(input: RequestInput, asking: Asking): Promise<DirectAnswer | readonly Problem[]> {
      await toll(asking.asker, rowsOfEntry);
      const leave = places.enter();
      const { signal, wasEnough } = withPatience(asking.signal, patienceMs);
      try {
        const begun = await begin(input, { ...asking, signal });
        if (areProblems(begun)) {
          leave();
          return begun;
        }
        const { prepared, head } = begun;
        const body = await writeRows(prepared, { signal, onOver: leave }, ground);
        await firstByte(body, signal);
        return { ...head, body };
      } catch (error) {
        leave();
        throw error;
      } finally {
        wasEnough();
      }
    },
  };
};
export type Direct = ReturnType<typeof createDirect>;
