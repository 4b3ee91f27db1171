import type { Directory } from '@aqmrg/platform/directory.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import type { PublishedAssociations } from '../store/published-associations.ts';
import type { Who } from './ask-question.ts';
import { noOrganisation, notThere } from './prepare.ts';
import type { TellUse } from './tell-use.ts';

export interface PublishAsked {
  readonly runId: string;
  readonly siteId: string;
  readonly title: string;
  readonly note?: string | null | undefined;
}

interface Ground {
  readonly runs: Pick<AssociationRuns, 'find'>;
  readonly healthSeries: Pick<HealthSeriesStore, 'find'>;
  readonly published: PublishedAssociations;
  readonly directory: Pick<Directory, 'atSite' | 'catchUp'>;
  readonly tellUse: TellUse;
  readonly now: () => number;
}

const most = { published: 200, titleLength: 200, noteLength: 4_000 };

const textFault = ({ title, note }: PublishAsked): Problem | null => {
  const wrong = (field: string, length: string): Problem =>
    problem(field, 'WRONG_SETTING', `It is not of ${length} characters`, 'Say it in so many.');
  if (title.trim().length < 1 || title.length > most.titleLength) return wrong('title', `1 to ${most.titleLength}`);
  return (note ?? '').length > most.noteLength ? wrong('note', `at most ${most.noteLength}`) : null;
};

const notDone = problem('runId', 'NOT_FINISHED', 'The run has found nothing that could be shown', 'Publish one that is DONE.');

const full = problem(
  'runId',
  'TOO_MANY',
  `Your organisation shows ${most.published} associations`,
  'Withdraw one first.',
);

/** Shows what was found to everybody, and hides it again: for OWNERs of the organisation whose it is. */
export const createPublishing = ({ runs, healthSeries, published, directory, tellUse, now }: Ground) => {
  const isSite = async (siteId: string): Promise<boolean> => {
    if (directory.atSite(siteId).length > 0) return true;
    await directory.catchUp();
    return directory.atSite(siteId).length > 0;
  };

  return {
    async publish(asked: PublishAsked, who: Who): Promise<PublishedAssociation | Problem> {
      const { organisation, id: by } = who.caller;
      if (organisation === null) return { ...noOrganisation, field: 'runId' };
      const fault = textFault(asked);
      if (fault !== null) return fault;
      const run = await runs.find(asked.runId, organisation);
      if (run === null) return notThere('runId', 'run');
      if (run.found === null) return notDone;
      if (!(await isSite(asked.siteId)))
        return problem('siteId', 'NOT_FOUND', 'No sensor stands at a site of this id', 'Check the id.');
      if ((await published.count(organisation)) >= most.published) return full;
      const series = await healthSeries.find(run.healthSeriesId, organisation);
      const { contentHash } = run;
      const { siteId, title, note = null } = asked;
      await tellUse({ action: 'PUBLISHED', healthSeriesId: run.healthSeriesId, details: { siteId, contentHash } }, who);
      return published.publish({
        ...{ siteId, contentHash, title: title.trim(), note },
        organisationId: organisation,
        population: series?.population ?? null,
        found: { ...run.found, asked: run.asked, healthSeriesId: run.healthSeriesId },
        publishedById: by,
        publishedAt: now(),
      });
    },

    async withdraw(id: string, who: Who): Promise<string | Problem> {
      const { organisation } = who.caller;
      if (organisation === null) return { ...noOrganisation, field: 'id' };
      const there = await published.find(id, organisation);
      if (there === null) return notThere('id', 'published association');
      const { siteId, contentHash, found } = there;
      const { healthSeriesId } = found;
      await tellUse({ action: 'WITHDRAWN', healthSeriesId, details: { siteId, contentHash } }, who);
      await published.withdraw(id, organisation);
      return id;
    },
  };
};
export type Publishing = ReturnType<typeof createPublishing>;
