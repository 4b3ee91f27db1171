import { hasRole } from '@aqmrg/platform/caller.ts';
import type { Directory } from '@aqmrg/platform/directory.ts';
import { plain, textFault } from '../domain/health/settings.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import type { AssociationRun } from '../domain/run.ts';
import type { AssociationRuns } from '../store/association-runs.ts';
import type { HealthSeriesStore } from '../store/health-series.ts';
import type { PublishedAssociations } from '../store/published-associations.ts';
import { type Asker, isId, notFound, organisationOf, requirePerson } from './asker.ts';
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
  readonly directory: Pick<Directory, 'atSite' | 'catchUp' | 'find'>;
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

const notOfThisAir = (what: string, next: string): Problem =>
  problem('siteId', 'WRONG_SETTING', `${what}, so that it is not about the air of this site`, next);

/** Shows what was found to everybody, and hides it again: for OWNERs of the organisation whose it is; Admins hide anybody's. */
export const createPublishing = ({ runs, series, published, directory, tellUse, now }: Ground) => {
  /** Why what was found does not belong to a site; null if it does: one of its monitors stands there, or it was uploaded by those whose sensors do. */
  const siteFault = async (siteId: string, { asked }: AssociationRun, organisation: string) => {
    await directory.catchUp();
    const there = directory.atSite(siteId);
    if (there.length === 0)
      return problem('siteId', 'NOT_FOUND', 'No sensor stands at a site of this id', 'Check the id.');
    const monitors = asked.exposures[0]?.monitors ?? null;
    if (monitors === null)
      return there.some((id) => directory.find(id)?.organisation === organisation)
        ? null
        : notOfThisAir(
            'The exposure was uploaded, and no sensor of your organisation stands here',
            'Publish it at a site where one does.',
          );
    return monitors.some(({ sensorId }) => there.includes(sensorId))
      ? null
      : notOfThisAir(
          'None of the monitors of the exposure stands here',
          'Publish it at a site where one of them stands.',
        );
  };

  return {
    async publish(asked: PublishAsked, asker: Asker): Promise<PublishedAssociation | Problem> {
      const organisation = organisationOf(asker.caller);
      if (isProblem(organisation)) return organisation;
      const texts = readTexts(asked);
      if (isProblem(texts)) return texts;
      const run = isId(asked.runId) ? await runs.find(asked.runId, organisation) : null;
      if (run === null) return notFound('runId', 'run');
      if (run.found === null) return notDone;
      const fault = await siteFault(asked.siteId, run, organisation);
      if (fault !== null) return fault;
      const { siteId } = asked;
      const { contentHash, healthSeriesId } = run;
      const about = await series.find(healthSeriesId, organisation);
      const details = { siteId, contentHash };
      const shown = await published.publish(
        {
          ...{ siteId, contentHash, ...texts },
          organisationId: organisation,
          population: about?.population ?? null,
          found: { ...run.found, asked: run.asked, healthSeriesId },
          publishedById: asker.caller.id,
          publishedAt: now(),
        },
        {
          most: most.published,
          tell: () => tellUse({ action: 'PUBLISHED', organisation, healthSeriesId, details }, asker),
        },
      );
      return shown ?? full;
    },

    async withdraw(id: string, asker: Asker): Promise<string | Problem> {
      const { caller } = asker;
      requirePerson(caller);
      const isAnybodys = hasRole(caller, 'ADMIN');
      const organisation = isAnybodys ? undefined : organisationOf(caller);
      if (isProblem(organisation)) return organisation;
      const there = isId(id) ? await published.find(id, organisation) : null;
      if (there === null) return notFound('id', 'published association');
      const { siteId, contentHash, found, organisationId } = there;
      const { healthSeriesId } = found;
      const details = { siteId, contentHash };
      await tellUse({ action: 'WITHDRAWN', organisation: organisationId, healthSeriesId, details }, asker);
      await published.withdraw(id);
      return id;
    },
  };
};
export type Publishing = ReturnType<typeof createPublishing>;
