import { AirError } from '../../errors/air-error.ts';

interface Waiting {
  readonly permits: number;
  readonly enter: () => void;
}

/** Lets at most `limit` pieces of work run at once, first come first served; more than `maxWaiting` in line → OVERLOADED. */
export class Gate {
  readonly #limit: number;
  readonly #maxWaiting: number;
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(limit: number, maxWaiting: number) {
    this.#limit = limit;
    this.#maxWaiting = maxWaiting;
    this.#free = limit;
  }

  /** Whoever waits leaves the line when the signal aborts, and rejects with its reason. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new AirError('OVERLOADED', 'Too many reads of the series wait already.', {
        retryAfterSeconds: 1,
      });
    }
    return this.#hold(1, work, signal);
  }

  /** Waits until nothing else runs, and lets nothing else in meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold(this.#limit, work);
  }

  async #hold<T>(permits: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#waiting.length === 0 && this.#free >= permits) this.#free -= permits;
    else await this.#wait(permits, signal);
    try {
      return await work();
    } finally {
      this.#free += permits;
      this.#admit();
    }
  }

  #wait(permits: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason);
        this.#admit();
      };
      const waiting: Waiting = {
        permits,
        enter() {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      this.#waiting.push(waiting);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #admit(): void {
    for (
      let next = this.#waiting[0];
      next !== undefined && next.permits <= this.#free;
      next = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#free -= next.permits;
      next.enter();
    }
  }
}
