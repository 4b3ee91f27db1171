import { openMemoryCache } from '@aqmrg/platform/drivers/memory-cache.ts';
import { createLog } from '@aqmrg/platform/log.ts';
import { openLink } from '@aqmrg/platform/subgraph/executable.ts';
import type { RoomGround } from '../context.ts';
import { correlations } from '../index.ts';
import { openAir } from './open-air.ts';
import { makeCaller, openGround } from './open-health.ts';
import { makeStudied } from './studied.ts';
import { monday } from './uploads.ts';

type Ground = Parameters<typeof correlations.build>[0];

const silent = createLog('silent');
const limits = { mutationsPerMinute: 300 };

/** The whole room as it is built, on real drivers. Its worker, and so its runs, wait for `room.begin`. */
export const openRoom = async (changes: Partial<Pick<RoomGround, 'patienceMs'>> = {}) => {
  const ground = await openGround();
  const air = await openAir(ground);
  const clock = { now: monday };
  const now = () => clock.now;
  const { database, eventLog } = ground;
  const cache = openMemoryCache({ now });
  const room = await correlations.build({
    ...{ database, eventLog, seriesReader: air.reader, cache, log: silent, now, rateLimits: limits },
  } as Ground);
  const context: typeof room.context = (request) => ({ ...room.context(request), ...changes });
  const link = openLink(correlations, { ...room, context }, { log: silent, now });

  const ask = async (document: string, variables: Record<string, unknown> = {}, caller = makeCaller()) => {
    const signal = AbortSignal.timeout(20_000);
    const answer = await link.execute({ document, variables, caller, signal, requestId: 'test' });
    // plain objects, as they come over HTTP
    return JSON.parse(JSON.stringify({ data: answer.data ?? null, errors: answer.errors ?? [] }));
  };
  /** Asks one field, and throws where it cannot be answered. */
  const field = async (of: string, variables: Record<string, unknown>, caller = makeCaller()) => {
    const { data, errors } = await ask(of, variables, caller);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as ReturnType<typeof JSON.parse>;
  };

  return {
    ...{ ground, air, clock, room, ask, field },
    /** Keeps two years of the made-up series for the organisation of whoever brings it. */
    async bring(name = 'Deaths', caller = makeCaller()): Promise<string> {
      const kept = await field(
        'mutation($input: UploadHealthSeriesInput!) { uploadHealthSeries(input: $input) { ... on HealthSeriesUploaded { healthSeries { id } } ... on AnalysisProblems { problems { field reason } } } }',
        { input: makeStudied({ name }) },
        caller,
      );
      return kept.healthSeries.id;
    },
    async close(): Promise<void> {
      await room.stop?.();
      await air.close();
    },
  };
};
export type TestRoom = Awaited<ReturnType<typeof openRoom>>;
