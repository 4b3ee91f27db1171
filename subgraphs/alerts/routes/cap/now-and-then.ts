/** What `make` resolves with, made anew when it is older than that; who comes meanwhile shares it. What failed is not kept. */
export const nowAndThen = <T>(
  make: (now: number) => Promise<T>,
  { now, goodForMs }: { readonly now: () => number; readonly goodForMs: number },
): (() => Promise<T>) => {
  let kept: { readonly value: Promise<T>; readonly madeAt: number } | undefined;
  return () => {
    const at = now();
    if (kept !== undefined && at - kept.madeAt < goodForMs) return kept.value;
    const value = make(at);
    const mine = { value, madeAt: at };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return value;
  };
};
