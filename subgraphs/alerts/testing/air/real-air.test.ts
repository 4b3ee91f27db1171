import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../domain/lifecycle/episode.ts';
import { isProblems } from '../../domain/problem.ts';
import { houseRules } from '../../domain/rule/house-rules.ts';
import { readRule } from '../../domain/rule/read/read-rule.ts';
import type { RuleDefinition } from '../../domain/rule/rule.ts';
import { openRaising } from '../../domain/rule/try/raised.ts';
import type { Air } from '../../domain/signal/air.ts';
import { createHistory } from '../../domain/signal/history/history.ts';
import { samplesOf } from '../../domain/signal/samples.ts';
import { type City, cities, type Expected, readExpected, readYear } from './read-year.ts';

const hourMs = 3_600_000;
const [from, to] = [Date.UTC(2022, 0, 1), Date.UTC(2023, 0, 1)];
const expected = await readExpected();
const years = Object.fromEntries(
  await Promise.all(
    (Object.keys(cities) as City[]).map(async (city) => [city, await readYear(city)] as const),
  ),
) as Record<City, readonly Air[]>;

const rules = new Map<string, RuleDefinition>(
  houseRules.map(({ id, rule }) => {
    const read = readRule(rule);
    if (isProblems(read)) throw new Error(id);
    return [id, read];
  }),
);
const ruleOf = (id: string): RuleDefinition => rules.get(id) as RuleDefinition;

const heard = (city: City, airs: readonly Air[]) => {
  const history = createHistory({ timeZone: cities[city] });
  for (const air of airs) history.take('PM25', air);
  return history;
};

const range = (first: number, last: number): number[] =>
  Array.from({ length: (last - first) / hourMs + 1 }, (_, n) => first + n * hourMs);

/** Whatever a rule raises of a year; followed in pieces, as a dry run does. */
const raise = (id: string, history: ReturnType<typeof heard>): readonly Episode[] => {
  const { condition, pace } = ruleOf(id);
  const samples = samplesOf(condition, history, from, to);
  const raising = openRaising(pace);
  const ended: Episode[] = [];
  for (let n = 0; n < samples.length; n += 200) ended.push(...raising.take(samples.slice(n, n + 200)));
  return [...ended, ...raising.endAt(samples.at(-1)?.at ?? from)];
};
const shown = ({ startedAt, firedAt, resolvedAt, peak, peakAt }: Expected): Expected => ({
  ...{ startedAt, firedAt, resolvedAt, peak, peakAt },
});

const cases = (Object.keys(cities) as City[]).map((city) => {
  const history = heard(city, years[city]);
  const known = new Map<string, readonly Episode[]>();
  const raised = (id: string): readonly Episode[] => {
    const found = known.get(id) ?? raise(id, history);
    known.set(id, found);
    return found;
  };
  return { city, history, raised };
});
/** What is judged by the value itself; the index follows from it. */
const nowcasts = [...rules.keys()].filter((id) => id.startsWith('house-pm25'));

describe.each(cases)('a year of $city', ({ city, history, raised }) => {
  it.each(Object.keys(expected[city]))('raises what somebody else found: %s', (id) => {
    expect(raised(id).map(shown)).toEqual(expected[city][id]);
  });

  it('raises the same however it is heard', () => {
    const year = years[city];
    const order = fc.shuffledSubarray([...year], { minLength: year.length });
    fc.assert(
      fc.property(order, fc.array(fc.constantFrom(...year), { maxLength: 50 }), (shuffled, again) => {
        const other = heard(city, [...again, ...shuffled, ...again]);
        for (const id of ['house-pm25-unhealthy', 'house-offline'])
          expect(raise(id, other)).toEqual(raised(id));
      }),
      { numRuns: 1 },
    );
  });

  it('does not flap: what is raised has held, and was over for as long as the rule has it', () => {
    for (const id of nowcasts) {
      const { pace, condition } = ruleOf(id);
      const recovery = condition.kind === 'THRESHOLD' ? condition.threshold.recovery : 0;
      const values = new Map(samplesOf(condition, history, from, to).map(({ at, value }) => [at, value]));
      for (const [n, { startedAt, firedAt, resolvedAt }] of raised(id).entries()) {
        expect(firedAt - startedAt).toBeGreaterThanOrEqual(pace.forMs);
        if (resolvedAt === null) continue;
        const wellFrom = resolvedAt - pace.keepFiringMs;
        const since = range(wellFrom, resolvedAt).map((at) => values.get(at) ?? Number.NEGATIVE_INFINITY);
        expect(Math.max(...since)).toBeLessThan(recovery);
        // from the hour in which it began to be over
        const next = raised(id)[n + 1]?.startedAt ?? Number.POSITIVE_INFINITY;
        expect(next - wellFrom).toBeGreaterThan(pace.keepFiringMs);
      }
    }
  });
});
