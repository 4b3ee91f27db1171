import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { openJudgements } from '../../store/evaluation/judgements.ts';
import { openTold } from '../../store/evaluation/told.ts';
import { openWatches } from '../../store/evaluation/watches.ts';
import type { Rules } from '../../store/rules/rules.ts';
import { createEndOutdated } from './end-outdated.ts';
import { createEvaluator } from './evaluate.ts';
import { createAreaJudge } from './judge-areas.ts';
import { createForecastJudge } from './judge-forecasts.ts';
import { createKeeper } from './keeper.ts';
import { openRulebook } from './rulebook.ts';
import { createSilenceWatch } from './watch-silence.ts';

interface Ground {
  readonly database: Pick<Database, 'client'>;
  readonly directory: Directory;
  readonly reader: SeriesReader;
  readonly rules: Pick<Rules, 'book' | 'bookRevision'>;
  readonly log: Log;
  readonly now: () => EpochMs;
  /** Called after what is to be told was kept. */
  readonly onKept: () => void;
}

/** All that judges, over one book of rules. */
export const openEvaluation = ({ database, rules, ...rest }: Ground) => {
  const { log, now, onKept } = rest;
  const judgements = openJudgements(database);
  const ground = {
    ...rest,
    rulebook: openRulebook({ rules, log }),
    told: openTold(database),
    watches: openWatches(database),
    keeper: createKeeper({ judgements, now, onKept }),
  };
  const evaluator = createEvaluator(ground);
  return {
    rulebook: ground.rulebook,
    evaluator,
    silence: createSilenceWatch({ ...ground, onJudged: evaluator.distrust }),
    judgeAreas: createAreaJudge(ground),
    judgeForecasts: createForecastJudge(ground),
    endOutdated: createEndOutdated({ ...ground, judgements }),
  };
};
