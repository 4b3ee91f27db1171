import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { everyMonth, type Selection } from '../domain/health/selection.ts';
import { openGround, type TestGround } from '../testing/open-health.ts';
import { monday } from '../testing/uploads.ts';
import { mostSelections, openHealthQuestions } from './health-questions.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.empty());

const make = (changes: Partial<Selection> = {}): Selection => ({
  ...{ from: '2021-01-01', to: '2023-12-31', months: everyMonth },
  ...changes,
});
const subject = (organisationId = 'makerere', outcomeHash = 'death') => ({ organisationId, outcomeHash });
const asked = (selection: Selection) => ({
  ...subject(),
  ...{ selection, askedBy: 'ada', at: monday },
  judge: async (_earlier: readonly Selection[]): Promise<string | null> => null,
  tell: async () => {},
});
const note = (selection: Selection, changes: Partial<ReturnType<typeof asked>> = {}) =>
  openHealthQuestions(ground.database).note({ ...asked(selection), ...changes });
const earlier = (who = subject()) => openHealthQuestions(ground.database).earlier(who);

describe('the days that were asked about', () => {
  it('are known by organisation and counts, once each, whoever asks', async () => {
    const months = { months: 0b1000_0000_0001 };
    for (const one of [make(), make(months), make()]) expect(await note(one)).toEqual({ kind: 'noted' });
    await note(make(), { askedBy: 'ben' });
    await note(make({ from: '2022-01-01' }), subject('gulu'));
    await note(make({ to: '2022-12-31' }), { outcomeHash: 'cvd' });
    expect(new Set(await earlier())).toEqual(new Set([make(), make(months)]));
    expect(await earlier(subject('gulu'))).toEqual([make({ from: '2022-01-01' })]);
    expect(await earlier(subject('makerere', 'cvd'))).toEqual([make({ to: '2022-12-31' })]);
  });

  it('are judged by all before, but for those that may be told already', async () => {
    await note(make());
    const judge = async (before: readonly Selection[]) => JSON.stringify(before);
    expect(await note(make(), { judge })).toEqual({ kind: 'noted' });
    const refusal = JSON.stringify([make()]);
    expect(await note(make({ from: '2021-02-01' }), { judge })).toEqual({ kind: 'refused', refusal });
    expect(await earlier()).toEqual([make()]);
  });

  it('are judged one after the other where they come at the same moment', async () => {
    const judge = async (before: readonly Selection[]) => (before.length > 0 ? 'one was before' : null);
    const one = make({ from: '2021-02-01' });
    const both = await Promise.all([note(make(), { judge }), note(one, { judge })]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['noted', 'refused']);
    expect(await earlier()).toHaveLength(1);
  });

  it('are no more than two hundred ways of choosing them', async () => {
    const days = Array.from({ length: mostSelections }, (_, i) =>
      make({ to: new Date(Date.UTC(2022, 0, 1 + i)).toISOString().slice(0, 10) }),
    );
    for (const selection of days) expect(await note(selection)).toEqual({ kind: 'noted' });
    expect(await note(make({ from: '2021-02-01' }))).toEqual({ kind: 'too-many' });
    expect(await note(days[7] as Selection)).toEqual({ kind: 'noted' });
    expect(await note(make(), subject('gulu'))).toEqual({ kind: 'noted' });
  });

  it('are not noted where that cannot be told', async () => {
    const tell = () => Promise.reject(new Error('the log is away'));
    await expect(note(make(), { tell })).rejects.toThrow('the log is away');
    expect(await earlier()).toEqual([]);
  });
});
