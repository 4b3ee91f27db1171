import { finished, type Readable } from 'node:stream';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';

const late = (what: string): AirError => new AirError('DEADLINE_EXCEEDED', `It took too long to ${what}.`);

const after = (ms: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** What an answer has time for. `signal` aborts with the client, and when a time is over. */
export const createDeadlines = (client: AbortSignal, patienceMs: number) => {
  const over = new AbortController();
  const clear = after(patienceMs, () => over.abort(late('find the first of these rows')));
  return {
    signal: AbortSignal.any([client, over.signal]),
    /** There is a first byte, or none is waited for. */
    wasEnough: clear,
    /** Breaks off what is not read to its end in time, however slowly it is read: others wait for its place. */
    endInTime(body: Readable, longestMs: number): void {
      const stop = after(longestMs, () => {
        const reason = late('read all of these rows');
        // whoever writes as well: until then the stream is not closed
        over.abort(reason);
        body.destroy(reason);
      });
      finished(body, stop);
    },
  };
};
