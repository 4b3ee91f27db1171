import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HealthSeries } from '../domain/health/health-series.ts';
import { openGround, type TestGround } from '../testing/open-health.ts';
import { monday } from '../testing/uploads.ts';
import { openHealthSeries } from './health-series.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.empty());

const make = (id: string, changes: Partial<HealthSeries> = {}): HealthSeries => ({
  id,
  organisationId: 'makerere',
  name: 'Deaths in Kampala',
  population: null,
  source: 'The registrar',
  timeZone: 'Africa/Kampala',
  firstDay: '2021-01-01',
  days: 3,
  columns: [{ name: 'death', role: 'OUTCOME', label: 'Deaths', unit: null, missing: 1, events: 7 }],
  contentHash: id,
  uploadedById: 'ada',
  uploadedAt: monday,
  ...changes,
});
const values = { death: Float64Array.of(3, Number.NaN, 4), pm10: Float64Array.of(0.1 + 0.2, -0.5, 1e-7) };
const keep = (series: HealthSeries, tell = async () => {}) =>
  openHealthSeries(ground.database).keep({ series, values, tell });

describe('a health series', () => {
  it('comes back as it was kept, with its values to the last bit', async () => {
    const store = openHealthSeries(ground.database);
    expect(await keep(make('a'))).toEqual({ kind: 'kept', series: make('a') });
    expect(await store.find('a', 'makerere')).toEqual(make('a'));
    expect(await store.values('a', ['death', 'pm10'])).toEqual(values);
    expect(await store.values('a', ['pm10', 'o3'])).toEqual({ pm10: values.pm10 });
    expect(await store.values('b', ['death'])).toBeNull();
  });

  it('is one organisation’s alone', async () => {
    const store = openHealthSeries(ground.database);
    await keep(make('a'));
    await keep(make('b', { organisationId: 'gulu', uploadedAt: monday + 1 }));
    await keep(make('c', { uploadedAt: monday + 2 }));
    expect((await store.list('makerere')).map(({ id }) => id)).toEqual(['c', 'a']);
    expect(await store.find('b', 'makerere')).toBeNull();
    expect(await store.remove('b', 'makerere', async () => {})).toBe(false);
    expect((await store.list('gulu')).map(({ id }) => id)).toEqual(['b']);
  });

  it('is kept once, also where it comes twice at the same moment; another organisation keeps its own', async () => {
    const same = { contentHash: 'same' };
    const kept = await Promise.all([keep(make('a', same)), keep(make('b', same))]);
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['kept', 'was-there']);
    expect(new Set(kept.map((one) => (one.kind === 'too-many' ? '' : one.series.id))).size).toBe(1);
    expect(await keep(make('c', { ...same, organisationId: 'gulu' }))).toMatchObject({ kind: 'kept' });
  });

  it('is the hundredth of an organisation at most, however many come at once; those that are there still are', async () => {
    const ids = Array.from({ length: 98 }, (_, i) => `s${i}`);
    for (const id of ids) await keep(make(id));
    const more = await Promise.all(['x', 'y', 'z'].map((id) => keep(make(id))));
    expect(more.filter(({ kind }) => kind === 'kept')).toHaveLength(2);
    expect(more.filter(({ kind }) => kind === 'too-many')).toHaveLength(1);
    expect(await keep(make('again', { contentHash: 's0' }))).toMatchObject({ kind: 'was-there' });
  });

  it('is neither kept nor removed where that cannot be told', async () => {
    const store = openHealthSeries(ground.database);
    const fails = () => Promise.reject(new Error('the log is away'));
    await expect(keep(make('a'), fails)).rejects.toThrow('the log is away');
    expect(await store.list('makerere')).toEqual([]);
    await keep(make('a'));
    await expect(store.remove('a', 'makerere', fails)).rejects.toThrow('the log is away');
    expect(await store.remove('a', 'makerere', async () => {})).toBe(true);
    expect(await store.list('makerere')).toEqual([]);
  });
});
