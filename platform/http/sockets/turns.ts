/**
 * Clients may use an id again as soon as they have completed it. graphql-ws takes its end for that of the new operation while the old one
 * still winds down, so that whatever names such an id waits here until the old one is over.
 */
export class Turns {
  readonly #take: (text: string) => void;
  readonly #maxHeld: number;
  readonly #running = new Map<string, Promise<void>>();
  #held: Map<string, string[]> | undefined;
  #heldCount = 0;

  constructor(take: (text: string) => void, maxHeld: number) {
    this.#take = take;
    this.#maxHeld = maxHeld;
  }

  /** Whether an operation with this id was begun and is not over. */
  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  begin(id: string, over: Promise<void>): void {
    this.#running.set(id, over);
    void over.finally(() => {
      this.#running.delete(id);
      const texts = this.#held?.get(id) ?? [];
      this.#held?.delete(id);
      this.#heldCount -= texts.length;
      for (const text of texts) this.#take(text);
    });
  }

  /** Keeps a message until its id is free; false where too many wait. */
  hold(id: string, text: string): boolean {
    if (this.#heldCount >= this.#maxHeld) return false;
    this.#heldCount += 1;
    this.#held ??= new Map();
    const texts = this.#held.get(id);
    if (texts) texts.push(text);
    else this.#held.set(id, [text]);
    return true;
  }
}
