import type { FastifyInstance } from 'fastify';

const checkWithinMs = 3_000;

/** Something this process needs; `check` rejects with the reason why it cannot serve. */
export interface ReadyCheck {
  readonly name: string;
  readonly check: (signal: AbortSignal) => Promise<void>;
}

const outcome = async ({ name, check }: ReadyCheck): Promise<[string, string]> => {
  const signal = AbortSignal.timeout(checkWithinMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${checkWithinMs} ms`)));
  });
  try {
    await Promise.race([check(signal), late]);
    return [name, 'ready'];
  } catch (error) {
    return [name, error instanceof Error ? error.message : String(error)];
  }
};

/** `/health`: the process is alive. `/ready`: 200 when all that it needs can serve, else 503 naming what is missing. */
export const mountHealth = (
  app: FastifyInstance,
  checks: readonly ReadyCheck[],
  stopping: AbortSignal,
): void => {
  app.get('/health', async () => ({ status: 'alive' }));
  app.get('/ready', async (_request, reply) => {
    const parts = Object.fromEntries(await Promise.all(checks.map(outcome)));
    const ready = !stopping.aborted && Object.values(parts).every((state) => state === 'ready');
    return reply
      .status(ready ? 200 : 503)
      .send({ ready, ...(stopping.aborted ? { stopping: true } : {}), parts });
  });
};
