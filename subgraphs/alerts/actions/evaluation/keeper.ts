import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Judgement, ToldIncident } from '../../domain/evaluation/judgement.ts';
import type { Judgements, KeptJudgement } from '../../store/evaluation/judgements.ts';

/** Newer values alone are kept once a minute: an incident's trail and end never wait. */
const valuesEveryMs = 60_000;
/** One statement of so many incidents, so that none of them waits for thousands of others. */
const perStatement = 500;

interface Ground {
  readonly judgements: Pick<Judgements, 'keep'>;
  readonly now: () => EpochMs;
  /** Called after what is to be told was kept. */
  readonly onKept: () => void;
}

/** What became of a judgement. */
export type Kept =
  | { readonly kind: 'KEPT'; readonly told: ToldIncident }
  /** It says nothing that has to be kept already. */
  | { readonly kind: 'WAITS' }
  /** Somebody else had judged the incident meanwhile. */
  | { readonly kind: 'LOST' };

const isWorthKeeping = ({ told, steps }: Judgement, now: EpochMs): boolean =>
  steps.length > 0 || told === null || now - told.writtenAt >= valuesEveryMs;

const toldOf = ({ judgement, facts }: KeptJudgement, incidentId: string, now: EpochMs): ToldIncident => ({
  incidentId,
  ruleId: facts.labels.ruleId,
  judged: (judgement.told?.judged ?? 0) + 1,
  state: judgement.state,
  episode: judgement.episode,
  writtenAt: now,
});

export const createKeeper = ({ judgements, now, onKept }: Ground) => ({
  /** Keeps what has to be, and says what became of each, in the order given. */
  async keep(wanted: readonly KeptJudgement[]): Promise<readonly Kept[]> {
    const at = now();
    const outcomes = new Map<KeptJudgement, Kept>();
    const worth = wanted.filter(({ judgement }) => isWorthKeeping(judgement, at));
    for (let n = 0; n < worth.length; n += perStatement) {
      const part = worth.slice(n, n + perStatement);
      const ids = await judgements.keep(part, at);
      for (const [i, one] of part.entries()) {
        const id = ids[i] ?? null;
        outcomes.set(one, id === null ? { kind: 'LOST' } : { kind: 'KEPT', told: toldOf(one, id, at) });
      }
    }
    if (worth.length > 0) onKept();
    return wanted.map((one) => outcomes.get(one) ?? { kind: 'WAITS' });
  },
});

export type Keeper = ReturnType<typeof createKeeper>;
