import type { ToldIncident } from '../../domain/evaluation/judgement.ts';
import type { Held } from './held.ts';
import type { Outcome } from './judge-sensor.ts';
import type { Keeper, Kept } from './keeper.ts';

interface Judged<C> {
  readonly one: C;
  readonly outcomes: readonly Outcome[];
}

const withTold = (held: Held, ruleId: string, told: ToldIncident): void => {
  const others = (held.told?.get(ruleId) ?? []).filter(({ incidentId }) => incidentId !== told.incidentId);
  const all = [...others, told].sort((a, b) => a.episode.startedAt - b.episode.startedAt);
  held.told?.set(ruleId, all);
};

const remember = (held: Held, { ruleId, standings }: Outcome, kept: readonly Kept[]): void => {
  for (const one of kept) if (one.kind === 'KEPT') withTold(held, ruleId, one.told);
  if (standings.length === 0) held.standings.delete(ruleId);
  else held.standings.set(ruleId, standings);
};

/** Keeps what was judged and remembers it. Resolves with those of which somebody else judged something meanwhile. */
export const applyOutcomes = async <C extends { readonly held: Held }>(
  keeper: Keeper,
  judged: readonly Judged<C>[],
): Promise<readonly C[]> => {
  const kept = await keeper.keep(
    judged.flatMap(({ outcomes }) => outcomes.flatMap(({ judgements }) => judgements)),
  );
  const lost: C[] = [];
  let next = 0;
  for (const { one, outcomes } of judged) {
    let isLost = false;
    for (const outcome of outcomes) {
      const its = kept.slice(next, next + outcome.judgements.length);
      next += outcome.judgements.length;
      remember(one.held, outcome, its);
      isLost ||= its.some(({ kind }) => kind === 'LOST');
    }
    if (isLost) lost.push(one);
  }
  return lost;
};
