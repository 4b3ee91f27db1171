import { randomUUID } from 'node:crypto';
import type { Directory } from '@aqmrg/platform/directory.ts';
import type { SeriesReader } from '@aqmrg/platform/ports/series.ts';
import type { Locale, Message, Notice } from '../../domain/notify/notice.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Wording } from '../../domain/rule/rule.ts';
import type { Scope } from '../../domain/rule/scope.ts';
import { isInScope } from '../../domain/scope/is-in-scope.ts';
import type { Incidents } from '../../store/incidents/incidents.ts';
import type { Rules } from '../../store/rules/rules.ts';
import { createCheckNames } from './check-names.ts';
import { createDryRun } from './dry-run/dry-run.ts';
import { createKeepRules } from './keep-rules.ts';
import { createPreview } from './preview.ts';
import { createFindTried } from './tried.ts';

export interface RuleDeskGround {
  readonly rules: Rules;
  readonly directory: Pick<Directory, 'all' | 'atSite' | 'catchUp' | 'find'>;
  readonly reader: Pick<SeriesReader, 'hourly' | 'readings' | 'series'>;
  /** Those of these receivers that an organisation has, in any order. */
  readonly receiversOf: (organisation: string, ids: readonly string[]) => Promise<readonly Receiver[]>;
  /** All that is wrong with words of one's own, by their paths in a rule: `wording.body`. */
  readonly parseWording: (wording: Wording) => readonly Problem[];
  /** Puts a notice into words, with the links that this house has. */
  readonly composeMessage: (notice: Notice, locale: Locale) => Message;
  /** How many incidents of each rule are open. */
  readonly openCounts: Incidents['openCounts'];
  readonly now: () => number;
  /** Called once rules have changed. */
  readonly onChanged: () => void;
}

/** All that is done with rules, when somebody asks. */
export const createRuleDesk = (ground: RuleDeskGround) => {
  const { directory, receiversOf, now } = ground;
  const keep = createKeepRules({ ...ground, checkNames: createCheckNames(ground), newId: randomUUID });
  const findTried = createFindTried(keep);
  return {
    ...keep,
    dryRun: createDryRun({ ...ground, findTried }),
    preview: createPreview({ findTried, composeMessage: ground.composeMessage, now }),
    receiversOf,
    openIncidents: ground.openCounts,
    /** How many sensors a scope holds now. */
    sensorCount(scope: Scope): number {
      let count = 0;
      for (const sensor of directory.all()) if (isInScope(scope, sensor)) count += 1;
      return count;
    },
  };
};
export type RuleDesk = ReturnType<typeof createRuleDesk>;
