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

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new AirError('OVERLOADED', 'Too many reads of the series wait already.', {
        retryAfterSeconds: 1,
      });
    }
    return this.#hold(1, work);
  }

  /** Waits until nothing else runs, and lets nothing else in meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold(this.#limit, work);
  }

  async #hold<T>(permits: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#free >= permits) this.#free -= permits;
    else await new Promise<void>((enter) => this.#waiting.push({ permits, enter }));
    try {
      return await work();
    } finally {
      this.#free += permits;
      this.#admit();
    }
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
