import type { Database } from '@aqmrg/platform/ports/database.ts';
import type { Prisma, HealthQuestion as Row } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Selection } from '../domain/health/selection.ts';
import { waiting } from './health-series.ts';
import { columnOf, dateIn } from './local-date.ts';

/** As many ways of choosing days as an organisation may ask about an outcome. */
export const mostSelections = 200;

/** "asks": with the outcome, the same for every process of this room. */
const lockNumber = 0x61736b73;

/** What an organisation asks about. */
interface Subject {
  readonly organisationId: string;
  /** The same for the same counts, whichever series they came in. */
  readonly outcomeHash: string;
}

interface Asked<Refusal> extends Subject {
  readonly selection: Selection;
  /** An account. */
  readonly askedBy: string;
  readonly at: EpochMs;
  /** Why it may not be told, given what this organisation has asked before; null where it may. */
  readonly judge: (earlier: readonly Selection[]) => Promise<Refusal | null>;
  /** Tells that it is asked, before it is noted. Where it rejects, nothing is. */
  readonly tell: () => Promise<void>;
}

export type Noted<Refusal> =
  | { readonly kind: 'noted' | 'too-many' }
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
  { organisationId, outcomeHash }: Subject,
): Promise<readonly Selection[]> => {
  const rows = await client.healthQuestion.findMany({
    where: { organisationId, outcomeHash },
    orderBy: { askedAt: 'asc' },
    take: mostSelections,
  });
  return rows.map(selectionOf);
};

/** The days that organisations have asked about. They are kept when the series goes: what was told is known, and the same counts can be sent again. */
export const openHealthQuestions = ({ client }: Pick<Database, 'client'>) => ({
  /** Oldest first. */
  earlier: (subject: Subject): Promise<readonly Selection[]> => earlierIn(client, subject),

  /**
   * Judges a question by all that were asked before, and notes it; one after the other in all processes: of two at the same time the second is judged by the
   * first as well. What was asked before may be asked again.
   */
  note<Refusal>({
    selection,
    askedBy,
    at,
    judge,
    tell,
    ...subject
  }: Asked<Refusal>): Promise<Noted<Refusal>> {
    return client.$transaction(async (transaction): Promise<Noted<Refusal>> => {
      const { organisationId, outcomeHash } = subject;
      await transaction.$executeRaw`
        SELECT PG_ADVISORY_XACT_LOCK(${lockNumber}::int, HASHTEXT(${`${organisationId} ${outcomeHash}`}))`;
      const earlier = await earlierIn(transaction, subject);
      const isKnown = earlier.some((one) => isSame(one, selection));
      if (!isKnown && earlier.length >= mostSelections) return { kind: 'too-many' };
      const refusal = isKnown ? null : await judge(earlier);
      if (refusal !== null) return { kind: 'refused', refusal };
      await tell();
      const { from, to, months } = selection;
      const days = { fromDay: columnOf(from), toDay: columnOf(to), months };
      if (!isKnown)
        await transaction.healthQuestion.create({
          data: { organisationId, outcomeHash, ...days, askedBy, askedAt: new Date(at) },
        });
      return { kind: 'noted' };
    }, waiting);
  },
});

export type HealthQuestions = ReturnType<typeof openHealthQuestions>;
