import { Readable } from 'node:stream';

/** A stream of what a generator yields, asked for one chunk after the other as they are read. Destroyed, it aborts the generator's signal and ends it. */
export const readableOf = (start: (signal: AbortSignal) => AsyncGenerator<Buffer>): Readable => {
  const over = new AbortController();
  const chunks = start(over.signal);
  return new Readable({
    highWaterMark: 1,
    read() {
      chunks.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, isDestroyed) {
      over.abort(error ?? new Error('Nobody reads it any more.'));
      const end = () => isDestroyed(error);
      chunks.return(undefined).then(end, end);
    },
  });
};
