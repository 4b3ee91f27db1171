interface Beating {
  beat(): void;
}

/** Everybody at once would cost a busy moment every time. */
const turns = 12;

/** Beats everybody once in `everyMs`, from one timer; the returned function ends it. */
export const startHeartbeat = (peers: ReadonlySet<Beating>, everyMs: number): (() => void) => {
  const turnOf = new WeakMap<Beating, number>();
  let newcomers = 0;
  let now = 0;
  const timer = setInterval(() => {
    now = (now + 1) % turns;
    for (const peer of peers) {
      let turn = turnOf.get(peer);
      if (turn === undefined) {
        newcomers += 1;
        turn = newcomers % turns;
        turnOf.set(peer, turn);
      }
      if (turn === now) peer.beat();
    }
  }, everyMs / turns);
  timer.unref();
  return () => clearInterval(timer);
};
