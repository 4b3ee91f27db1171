import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { tomorrowAt } from '../domain/days.ts';
import type { HealthSeries } from '../domain/health/health-series.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { type HealthSeriesStore, mostSeries } from '../store/health-series.ts';
import { type Asker, isId, notFound, organisationOf } from './asker.ts';
import type { Sent, SentRead } from './read-sent.ts';
import type { TellUse } from './tell-use.ts';

interface HealthSeriesGround {
  readonly series: HealthSeriesStore;
  /** Reads what is sent: a hundred years take a second, in which nothing else may wait. */
  readonly read: (sent: Sent, tomorrow: string) => Promise<SentRead>;
  readonly tellUse: TellUse;
  readonly newId: () => string;
  readonly now: () => EpochMs;
}

export interface Uploaded {
  readonly healthSeries: HealthSeries;
  /** Whether the same was there before. */
  readonly wasThere: boolean;
}

const tooMany = problem(
  'name',
  'TOO_MANY',
  `Your organisation keeps ${mostSeries} series, as many as there may be`,
  'Remove one first.',
);

/** What organisations keep of health: theirs alone. All throw UNAUTHENTICATED or FORBIDDEN for whoever is no person with an account. */
export const createHealthSeries = ({ series, read, tellUse, newId, now }: HealthSeriesGround) => {
  /** One of the asker's organisation, or NOT_FOUND. */
  const find = async (
    id: string,
    { caller }: Pick<Asker, 'caller'>,
    field = 'id',
  ): Promise<HealthSeries | Problem> => {
    const organisationId = organisationOf(caller);
    if (isProblem(organisationId)) return organisationId;
    const found = isId(id) ? await series.find(id, organisationId) : null;
    return found ?? notFound(field, 'health series');
  };

  return {
    find,

    /** Newest first; none for whoever belongs to no organisation. */
    async list({ caller }: Pick<Asker, 'caller'>): Promise<readonly HealthSeries[]> {
      const organisationId = organisationOf(caller);
      return isProblem(organisationId) ? [] : series.list(organisationId);
    },

    /** Keeps a series, once; or tells everything that is wrong with it, and keeps nothing. Throws MALFORMED_BODY for a body that is no JSON. */
    async upload(sent: Sent, asker: Asker): Promise<Uploaded | readonly Problem[]> {
      const organisationId = organisationOf(asker.caller);
      if (isProblem(organisationId)) return [organisationId];
      const at = now();
      const found = await read(sent, tomorrowAt(at));
      if (found.kind === 'malformed') throw new AirError('MALFORMED_BODY', found.message);
      if (found.kind === 'wrong') return found.problems;
      const { upload, contentHash } = found;
      const { values, ...told } = upload;
      const id = newId();
      const owned = { id, organisationId, contentHash, uploadedById: asker.caller.id, uploadedAt: at };
      const kept = await series.keep({
        series: { ...told, ...owned },
        values,
        tell: () => tellUse({ healthSeriesId: id, organisation: organisationId, action: 'UPLOADED' }, asker),
      });
      return kept.kind === 'too-many'
        ? [tooMany]
        : { healthSeries: kept.series, wasThere: kept.kind === 'was-there' };
    },

    /** For whoever uploaded it, and OWNERs of its organisation; throws FORBIDDEN for its other members. */
    async remove(id: string, asker: Asker): Promise<{ readonly id: string } | readonly Problem[]> {
      const found = await find(id, asker);
      if (isProblem(found)) return [found];
      const { caller } = asker;
      if (found.uploadedById !== caller.id && caller.organisationRole !== 'OWNER')
        throw new AirError('FORBIDDEN', 'A health series is removed by whoever uploaded it, or by an OWNER.');
      const { organisationId } = found;
      const wasThere = await series.remove(id, organisationId, () =>
        tellUse({ healthSeriesId: id, organisation: organisationId, action: 'REMOVED' }, asker),
      );
      return wasThere ? { id } : [notFound('id', 'health series')];
    },
  };
};

export type HealthSeriesActions = ReturnType<typeof createHealthSeries>;
