import type { Directory } from '@aqmrg/platform/directory.ts';
import { plain, textFault } from '../domain/health/settings.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import type { PublishedAssociations } from '../store/published-associations.ts';
import { type Asker, isId, notFound, organisationOf } from './asker.ts';
import type { TellUse } from './tell-use.ts';

export interface PublishAsked {
  readonly runId: string;
  readonly siteId: string;
  readonly title: string;
  readonly note?: string | null | undefined;
}

interface Ground {
  readonly runs: Pick<AssociationRuns, 'find'>;
  readonly series: Pick<HealthSeriesStore, 'find'>;
  readonly published: PublishedAssociations;
  readonly directory: Pick<Directory, 'atSite' | 'catchUp'>;
  readonly tellUse: TellUse;
  readonly now: () => number;
}

const most = { published: 200, titleLength: 200, noteLength: 4_000 };

interface Texts {
  readonly title: string;
  readonly note: string | null;
}

/** A title in one line; a note in as many as it takes. */
const readTexts = (asked: PublishAsked): Texts | Problem => {
  const [title, note] = [plain(asked.title), plain(asked.note)];
  if (title === null)
    return problem('title', 'WRONG_SETTING', 'It is empty', `Write 1 to ${most.titleLength} characters.`);
  const lines = note?.replaceAll(/[\r\n\t]/g, ' ') ?? '';
  const fault = textFault('title', title, most.titleLength) ?? textFault('note', lines, most.noteLength);
  return fault ?? { title, note };
};

const notDone = problem(
  'runId',
  'NOT_FINISHED',
  'The run has found nothing that could be shown',
  'Publish one that is DONE.',
);

const full = problem(
  'runId',
  'TOO_MANY',
  `Your organisation shows ${most.published} associations`,
  'Withdraw one first.',
);

/** Shows what was found to everybody, and hides it again: for OWNERs of the organisation whose it is. */
export const createPublishing = ({ runs, series, published, directory, tellUse, now }: Ground) => {
  const isSite = async (siteId: string): Promise<boolean> => {
    if (directory.atSite(siteId).length > 0) return true;
    await directory.catchUp();
    return directory.atSite(siteId).length > 0;
  };

  /** What is shown already may be shown again. */
  const isFull = async (one: Parameters<PublishedAssociations['isThere']>[0]): Promise<boolean> =>
    (await published.count(one.organisationId)) >= most.published && !(await published.isThere(one));

  return {
    async publish(asked: PublishAsked, asker: Asker): Promise<PublishedAssociation | Problem> {
      const organisation = organisationOf(asker.caller);
      if (isProblem(organisation)) return organisation;
      const texts = readTexts(asked);
      if (isProblem(texts)) return texts;
      const run = isId(asked.runId) ? await runs.find(asked.runId, organisation) : null;
      if (run === null) return notFound('runId', 'run');
      if (run.found === null) return notDone;
      if (!(await isSite(asked.siteId)))
        return problem('siteId', 'NOT_FOUND', 'No sensor stands at a site of this id', 'Check the id.');
      const { siteId } = asked;
      const { contentHash, healthSeriesId } = run;
      if (await isFull({ siteId, organisationId: organisation, contentHash })) return full;
      const about = await series.find(healthSeriesId, organisation);
      const details = { siteId, contentHash };
      await tellUse({ action: 'PUBLISHED', organisation, healthSeriesId, details }, asker);
      return published.publish({
        ...{ siteId, contentHash, ...texts },
        organisationId: organisation,
        population: about?.population ?? null,
        found: { ...run.found, asked: run.asked, healthSeriesId },
        publishedById: asker.caller.id,
        publishedAt: now(),
      });
    },

    async withdraw(id: string, asker: Asker): Promise<string | Problem> {
      const organisation = organisationOf(asker.caller);
      if (isProblem(organisation)) return organisation;
      const there = isId(id) ? await published.find(id, organisation) : null;
      if (there === null) return notFound('id', 'published association');
      const { siteId, contentHash, found } = there;
      const { healthSeriesId } = found;
      const details = { siteId, contentHash };
      await tellUse({ action: 'WITHDRAWN', organisation, healthSeriesId, details }, asker);
      await published.withdraw(id, organisation);
      return id;
    },
  };
};
export type Publishing = ReturnType<typeof createPublishing>;
