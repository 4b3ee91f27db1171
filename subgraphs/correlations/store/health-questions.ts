import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma, HealthQuestion as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Selection } from '../domain/health/selection.ts';
import { waiting } from './health-series.ts';
import { columnOf, dateIn } from './local-date.ts';

/** As many ways of choosing days as an account may ask about an outcome of a series. */
export const mostSelections = 200;

/** What one account asks about. */
interface Subject {
  readonly accountId: string;
  readonly healthSeriesId: string;
  readonly outcome: string;
}

interface Asked<Refusal> extends Subject {
  readonly selection: Selection;
  readonly at: EpochMs;
  /** Why it may not be told, given what this account has asked before; null where it may. */
  readonly judge: (earlier: readonly Selection[]) => Refusal | null;
  /** Tells that it is asked, before it is noted. Where it rejects, nothing is. */
  readonly tell: () => Promise<void>;
}

export type Noted<Refusal> =
  | { readonly kind: 'noted' | 'missing' | 'too-many' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const selectionOf = ({ fromDay, toDay, months }: Row): Selection => ({
  from: dateIn(fromDay),
  to: dateIn(toDay),
  months,
});

const isSame = (one: Selection, other: Selection): boolean =>
  one.from === other.from && one.to === other.to && one.months === other.months;

const earlierIn = async (
  client: Prisma.TransactionClient,
  { accountId, healthSeriesId, outcome }: Subject,
): Promise<readonly Selection[]> => {
  const rows = await client.healthQuestion.findMany({
    where: { accountId, healthSeriesId, outcome },
    orderBy: { askedAt: 'asc' },
    take: mostSelections,
  });
  return rows.map(selectionOf);
};

/** The days that accounts have asked about. */
export const openHealthQuestions = ({ client }: Pick<Database, 'client'>) => ({
  /** Oldest first. */
  earlier: (subject: Subject): Promise<readonly Selection[]> => earlierIn(client, subject),

  /**
   * Judges a question by all that were asked before, and notes it; one after the other, for the series is locked meanwhile: of two at the same time the second
   * is judged by the first as well. What was asked before may be asked again.
   */
  note<Refusal>({ selection, at, judge, tell, ...subject }: Asked<Refusal>): Promise<Noted<Refusal>> {
    return client.$transaction(async (transaction): Promise<Noted<Refusal>> => {
      const series = await transaction.$queryRaw<{ id: string }[]>`
        SELECT id FROM correlations.health_series WHERE id = ${subject.healthSeriesId} FOR NO KEY UPDATE`;
      if (series.length === 0) return { kind: 'missing' };
      const earlier = await earlierIn(transaction, subject);
      const isKnown = earlier.some((one) => isSame(one, selection));
      if (!isKnown && earlier.length >= mostSelections) return { kind: 'too-many' };
      const refusal = isKnown ? null : judge(earlier);
      if (refusal !== null) return { kind: 'refused', refusal };
      await tell();
      const { from, to, months } = selection;
      const days = { fromDay: columnOf(from), toDay: columnOf(to), months };
      if (!isKnown)
        await transaction.healthQuestion.create({ data: { ...subject, ...days, askedAt: new Date(at) } });
      return { kind: 'noted' };
    }, waiting);
  },
});

export type HealthQuestions = ReturnType<typeof openHealthQuestions>;
