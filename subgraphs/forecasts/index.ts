import { openDirectory } from '@aqmrg/platform/directory.ts';
import { lead } from '@aqmrg/platform/leadership.ts';
import { createLiveCursors } from '@aqmrg/platform/live/cursor.ts';
import { openLiveFeed } from '@aqmrg/platform/live/feed.ts';
import type { Consumer } from '@aqmrg/platform/ports/event-log.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { forecastIssued } from '@aqmrg/schema/events/forecasts.ts';
import { createIssuer } from './actions/issue.ts';
import { createForecasting } from './actions/keep-forecasting.ts';
import { openForecastMeters } from './actions/meters.ts';
import { createScorer } from './actions/score.ts';
import { createShelf } from './actions/shelf.ts';
import { createTeller } from './actions/tell.ts';
import { createTidy } from './actions/tidy.ts';
import { createSkillWatch } from './actions/watch-skill.ts';
import { refreshForecasts } from './consumers/refresh-forecasts.ts';
import { createContext } from './context.ts';
import { access, events } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { openCards } from './store/cards.ts';
import { openExceedances } from './store/exceedances.ts';
import { openForecasts } from './store/forecasts.ts';
import { issuedForecasts } from './store/issued.ts';
import { openScores } from './store/scores.ts';

/** Loading the models takes some tenths of a second, which the first answers need not wait for. */
const openAfterMs = 1_000;
/** Forecasts in memory: about 6 MB. */
const liveCapacity = 2_000;

export const forecasts = defineSubgraph({
  name: 'forecasts',
  schema: new URL('./schema.graphql', import.meta.url),
  access,
  uses: ['database', 'eventLog', 'seriesReader', 'cache'],
  async build({
    database,
    eventLog,
    seriesReader: reader,
    cache,
    log,
    now,
    cursorSecret,
    modelsDir,
    meters,
  }) {
    const failed =
      (what: string) =>
      (error: unknown): void =>
        log.error({ err: error }, `${what} lost the event log and goes on where it was`);
    const directory = openDirectory(eventLog, failed('the directory of sensors'));
    const liveFeed = openLiveFeed({
      source: issuedForecasts(eventLog),
      capacity: liveCapacity,
      onError: failed('the live feed'),
    });
    const shelf = createShelf({ folder: modelsDir, log, openAfterMs });
    const stores = {
      forecasts: openForecasts(database),
      scores: openScores(database),
      exceedances: openExceedances(database),
    };
    const ground = {
      ...stores,
      ...{ reader, directory, eventLog, shelf, now, log },
      meters: openForecastMeters(meters),
    };
    const teller = createTeller(ground);
    const issuer = createIssuer({ ...ground, teller });
    const work = createForecasting({
      ...ground,
      teller,
      issuer,
      scorer: createScorer(ground),
      tidy: createTidy(ground),
      watchSkill: createSkillWatch(ground),
    });
    let consumer: Consumer | undefined;
    let leading: ReturnType<typeof lead> | undefined;

    return {
      resolvers: { ...resolvers },
      events,
      context: createContext({
        ...ground,
        cards: openCards(modelsDir),
        liveFeed,
        liveCursors: createLiveCursors(forecastIssued.name, cursorSecret),
        cursorSecret,
      }),
      async begin() {
        shelf.start();
        await Promise.all([directory.start(), liveFeed.start()]);
        consumer = refreshForecasts({ ...ground, issuer });
        leading = lead({ cache, name: 'forecasts', log, work });
      },
      async ready() {
        if (consumer === undefined) throw new Error('forecasts has not begun.');
        await database.ping();
      },
      async stop() {
        await leading?.stop();
        await consumer?.stop();
        await Promise.all([liveFeed.stop(), directory.stop()]);
        await shelf.stop();
      },
    };
  },
});
