import { AirError } from '../../errors/air-error.ts';

/** Rows that may wait to be written; what comes on top is refused with OVERLOADED. */
const maxWaitingRows = 50_000;

/** One piece of work after the other. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waitingRows = 0;

  /** A batch larger than the bound is taken where nothing else waits. */
  async add<T>(rows: number, work: () => Promise<T>): Promise<T> {
    if (rows > 0 && this.#waitingRows > 0 && this.#waitingRows + rows > maxWaitingRows) {
      throw new AirError('OVERLOADED', `${this.#waitingRows} readings wait to be written already.`, {
        retryAfterSeconds: 1,
      });
    }
    this.#waitingRows += rows;
    const turn = this.#last.then(work).finally(() => {
      this.#waitingRows -= rows;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
