/** What the gateway says of the token that a line was opened with, or of another one in its place. */
interface Told {
  readonly accepted?: unknown;
  readonly expiresInMs?: unknown;
}

/** Shows the gateway another token before the one there is ends, so that the line need not break. */
export interface Renewal {
  /** Reads what a greeting or a pong of the gateway says of tokens; most say nothing. */
  hear(payload: unknown): void;
  end(): void;
}

interface RenewalSettings {
  /** Gives a token; undefined or the one that is in use: there is none yet. */
  readonly fresh: () => Promise<string | undefined>;
  readonly show: (token: string) => void;
  /** The gateway took it. */
  readonly taken: (token: string) => void;
}

/** A token is asked for when so much of its time is left, and within the last minute again if there was none yet. */
const leftWhenAsked = 0.2;
const shortestWaitMs = 1_000;
/** Lines are not that old; and timers cannot wait for years. */
const longestMs = 86_400_000;

const toldIn = (payload: unknown): Told | undefined =>
  (payload as { readonly authorization?: Told } | null | undefined)?.authorization;

export const openRenewal = ({ fresh, show, taken }: RenewalSettings): Renewal => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: string | undefined;
  let isOver = false;

  const ask = async (endsAt: number): Promise<void> => {
    // who gives none is asked again, and if there is none at last the gateway closes the line
    const token = await fresh().catch(() => undefined);
    if (isOver) return;
    if (token === undefined) plan(endsAt, 0.5);
    else {
      shown = token;
      show(token);
    }
  };
  const plan = (endsAt: number, leftShare: number): void => {
    const leftMs = endsAt - performance.now();
    clearTimeout(timer);
    if (leftMs < shortestWaitMs || leftMs > longestMs) return;
    const waitMs = Math.max(shortestWaitMs / 2, leftMs * (1 - leftShare));
    timer = setTimeout(() => void ask(endsAt), waitMs);
  };

  return {
    hear(payload) {
      const told = toldIn(payload);
      // one that was refused changes nothing: it may still be good for another line
      if (isOver || told?.accepted !== true) return;
      if (shown !== undefined) taken(shown);
      shown = undefined;
      if (typeof told.expiresInMs === 'number') plan(performance.now() + told.expiresInMs, leftWhenAsked);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
  };
};
