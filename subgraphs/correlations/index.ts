import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { openDirectory } from '@aqmrg/platform/directory.ts';
import { defineSubgraph } from '@aqmrg/platform/subgraph/define.ts';
import { createAsk } from './actions/ask.ts';
import { createAssociations } from './actions/associate.ts';
import { createConsider } from './actions/consider.ts';
import { createCorrelate } from './actions/correlate.ts';
import { createHealthSeries } from './actions/health-series.ts';
import { packedFormat, unpacked } from './actions/packed-study.ts';
import { createPreparation } from './actions/prepare.ts';
import { createPublishing } from './actions/publish.ts';
import { createQuestionToll } from './actions/question-toll.ts';
import { readDefinitions } from './actions/read-definitions.ts';
import { createExposureReader } from './actions/read-exposure.ts';
import { openRuns } from './actions/runs/runs.ts';
import { createTellUse } from './actions/tell-use.ts';
import { createUploadToll } from './actions/upload-toll.ts';
import { workOff } from './actions/work-off.ts';
import { createContext } from './context.ts';
import { access } from './resolvers/access.ts';
import { resolvers } from './resolvers/index.ts';
import { createHealthSeriesDoor, healthSeriesDoor } from './routes/health-series.ts';
import { openAssociationRuns } from './store/association-runs.ts';
import { openHealthQuestions } from './store/health-questions.ts';
import { openHealthSeries } from './store/health-series.ts';
import { openPublishedAssociations } from './store/published-associations.ts';

export { readDaily } from './actions/read-daily.ts';
export { readSpecification } from './actions/read-specification.ts';
export { openRuns, type Runs } from './actions/runs/runs.ts';
export { tomorrowAt } from './domain/days.ts';
export { isProblem, type Problem } from './domain/problem.ts';
export { associationOf } from './domain/report/association.ts';

/** Shorter than a gateway waits for a subgraph. */
const patienceMs = 6_000;

/** Studies at once: half of the machine is left to whoever only asks. Each may take some hundred megabytes. */
const studiesAtOnce = Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)));

export const correlations = defineSubgraph({
  name: 'correlations',
  schema: new URL('./schema.graphql', import.meta.url),
  doors: [healthSeriesDoor],
  access,
  uses: ['database', 'eventLog', 'seriesReader', 'cache'],
  async build({ database, eventLog, seriesReader: reader, cache, log, now, rateLimits }) {
    const directory = openDirectory(eventLog, (error) =>
      log.error({ err: error }, 'the directory of sensors lost the event log and goes on where it was'),
    );
    const series = openHealthSeries(database);
    const runs = openAssociationRuns(database);
    const published = openPublishedAssociations(database);
    const definitions = await readDefinitions();
    const tellUse = createTellUse({ eventLog, now });
    // neither correlations nor uploads wait for studies
    const [studies, correlating] = [openRuns({ threads: studiesAtOnce }), openRuns()];
    const healthSeries = createHealthSeries({
      series,
      read: correlating.read,
      tellUse,
      newId: randomUUID,
      now,
    });
    const questions = openHealthQuestions(database);
    const toll = createQuestionToll({ cache, log });
    const prepare = createPreparation({
      ...{ series, consider: createConsider(healthSeries) },
      ask: createAsk({ questions, toll, tellUse, now }),
      exposureReader: createExposureReader({ reader, directory }),
    });
    let work: ReturnType<typeof workOff> | undefined;

    return {
      resolvers: { ...resolvers },
      context: createContext({
        ...{ series, healthSeries, runs, published, definitions, patienceMs },
        associations: createAssociations({
          ...{ prepare, toll, definitions, runs, now },
          onQueued: () => work?.look(),
        }),
        correlate: createCorrelate({ prepare, toll, runs, threads: correlating }),
        publishing: createPublishing({ runs, series, published, directory, tellUse, now }),
      }),
      routes: createHealthSeriesDoor({
        healthSeries,
        toll: createUploadToll({ cache, mutationsPerMinute: rateLimits.mutationsPerMinute, log }),
      }),
      async begin() {
        await directory.start();
        work = workOff({
          ...{ runs, now, log, atOnce: studiesAtOnce, format: packedFormat },
          study: async (question, { signal, onDone }) =>
            studies.study(await unpacked(question), { signal, onProgress: onDone }),
        });
      },
      async ready() {
        if (work === undefined) throw new Error('correlations has not begun.');
        await database.ping();
      },
      async stop() {
        await work?.stop();
        await Promise.all([studies.close(), correlating.close(), directory.stop()]);
      },
    };
  },
});
