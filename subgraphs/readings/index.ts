import { openDirectory } from '@aqmrg/platform/directory.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { readingsAccepted } from '@aqmrg/schema/events/readings.ts';
import { createBodyToll } from './actions/body-toll.ts';
import { createReport } from './actions/report.ts';
import { createRowLimits } from './actions/row-limits.ts';
import { acceptReadings } from './consumers/accept-readings.ts';
import { createContext } from './context.ts';
import { reachOf } from './domain/spans.ts';
import { access, events } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { timeZoneOf } from './resolvers/series.ts';
import { bulkDoor, createBulkDoor } from './routes/bulk.ts';
import { acceptedReadings } from './store/accepted.ts';
import { openLiveLevels } from './store/live-levels.ts';
import { keepRecentRows } from './store/recent-rows.ts';

/** Changes in memory: about 10 MB. */
const liveCapacity = 10_000;

export const readings = defineSubgraph({
  name: 'readings',
  schema: new URL('./schema.graphql', import.meta.url),
  doors: [bulkDoor],
  access,
  uses: ['eventLog', 'seriesWriter', 'seriesReader', 'cache'],
  async build({ eventLog, seriesWriter, seriesReader, cache, log, now, cursorSecret, rateLimits }) {
    const failed =
      (what: string) =>
      (error: unknown): void =>
        log.error({ err: error }, `${what} lost the event log and goes on where it was`);
    const directory = openDirectory(eventLog, failed('the directory of sensors'));
    const liveFeed = openLiveFeed({
      source: acceptedReadings(eventLog),
      capacity: liveCapacity,
      onError: failed('the live feed'),
    });
    const stopping = new AbortController();
    const liveLevels = openLiveLevels({
      reader: seriesReader,
      timeZoneOf: (sensorId) => timeZoneOf([sensorId], { directory }),
      signal: stopping.signal,
    });
    const { rowsPerMinute } = rateLimits;
    const takeRows = createRowLimits({ cache, rowsPerMinute, log });
    const toll = createBodyToll({ cache, rowsPerMinute, log });
    const report = createReport({ eventLog, directory, takeRows });
    const rows = keepRecentRows({ writer: seriesWriter, reader: seriesReader, reachOf });
    let consumer: Consumer | undefined;

    return {
      resolvers: { ...resolvers },
      events,
      context: createContext({
        reader: seriesReader,
        directory,
        liveFeed,
        liveLevels,
        liveCursors: createLiveCursors(readingsAccepted.name, cursorSecret),
        report,
        cursorSecret,
      }),
      routes: createBulkDoor({ report, toll, now }),
      async begin() {
        await Promise.all([directory.start(), liveFeed.start()]);
        consumer = acceptReadings({ eventLog, rows, directory, log });
      },
      async ready() {
        if (consumer === undefined) throw new Error('readings has not begun.');
      },
      async stop() {
        await consumer?.stop();
        await Promise.all([liveFeed.stop(), directory.stop()]);
        stopping.abort();
      },
    };
  },
});
