import type { Readable } from 'node:stream';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import { mediaTypeOf, nameOf } from '../../domain/files/names.ts';
import { areProblems, type Problem } from '../../domain/problem.ts';
import type { RequestInput } from '../../domain/request/request-input.ts';
import type { createPreparation, Prepared } from '../prepare.ts';
import { createDeadlines } from './deadlines.ts';
import { firstByte } from './first-byte.ts';
import { isReplayed } from './is-replayed.ts';
import { checkRows, priceOf, rowsOfEntry } from './limits.ts';
import type { Asker, RowToll } from './row-toll.ts';
import { createTurns, type TurnLimits } from './turns.ts';
import { type RowsGround, writeRows } from './write-rows.ts';

export interface DirectGround extends RowsGround, Partial<TurnLimits> {
  readonly prepare: ReturnType<typeof createPreparation>;
  readonly reader: Pick<SeriesReader, 'replayed'>;
  readonly toll: RowToll;
  /** Of an answer. */
  readonly mostRows?: number;
  /** How long the first byte may take. */
  readonly patienceMs?: number;
  /** How long all the others may take, however slowly the client reads. */
  readonly longestMs?: number;
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

/** Readings that are answered at once, as an export would hold them. */
export const createDirect = (ground: DirectGround) => {
  const { prepare, reader, toll, mostRows = 100_000, patienceMs = 30_000 } = ground;
  const { atOnce = 4, atOnceOfOne = 2, longestMs = 300_000 } = ground;
  const turns = createTurns({ atOnce, atOnceOfOne });

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
      const leave = turns.enter(asking.asker, { isWorkbook: false });
      const { signal, wasEnough } = createDeadlines(asking.signal, patienceMs);
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
      const leave = turns.enter(asking.asker, { isWorkbook: input.format === 'XLSX' });
      const { signal, wasEnough, endInTime } = createDeadlines(asking.signal, patienceMs);
      try {
        const begun = await begin(input, { ...asking, signal });
        if (areProblems(begun)) {
          leave();
          return begun;
        }
        const { prepared, head } = begun;
        const body = await writeRows(prepared, { signal, onOver: leave }, ground);
        await firstByte(body, signal);
        endInTime(body, longestMs);
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
