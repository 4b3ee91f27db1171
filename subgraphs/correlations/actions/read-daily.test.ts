import { describe, expect, it } from 'vitest';
import { isProblem } from '../domain/problem.ts';
import type { AssociationRequest, Span } from '../domain/report/request.ts';
import { readDaily } from './read-daily.ts';
import { checkSpecification } from './read-specification.ts';

const text = [
  'date,deaths,pm',
  ...['2024-02-28,1,10', '2024-02-29,2,20', '2024-03-01,3,30', '2024-03-02,4,40'],
].join('\n');
const correlations = { kind: 'correlations', correlations: [{ kind: 'pearson', x: 'pm', y: 'deaths' }] };
const model = { kind: 'model', outcome: 'deaths', family: 'poisson', terms: [] };
const requests = [correlations, model] as AssociationRequest[];
const read = (span: Span, request = model as unknown as AssociationRequest) =>
  readDaily({ text, dateColumn: 'date', tomorrow: '2026-12-01' }, { ...request, ...span });

describe('the days of a specification', () => {
  it.each(requests)(
    'are those from the first to the last that it names, as if there were no others: $kind',
    (of) => {
      const daily = read({ from: '2024-02-29', to: '2024-03-01' }, of);
      expect(daily).toMatchObject({
        start: '2024-02-29',
        columns: {
          ...{ deaths: Float64Array.of(2, 3), pm: Float64Array.of(20, 30), time: Float64Array.of(1, 2) },
          ...{ month: Float64Array.of(2, 3), dow: ['Thursday', 'Friday'] },
        },
      });
    },
  );

  it('are all before the last, or after the first, where it names one alone, and all where it names none', () => {
    const pm = (span: Span) => {
      const daily = read(span);
      return isProblem(daily) ? daily : daily.columns.pm;
    };
    expect(pm({ to: '2024-02-28' })).toEqual(Float64Array.of(10));
    expect(pm({ from: '2024-03-02' })).toEqual(Float64Array.of(40));
    expect(pm({})).toHaveLength(4);
  });

  it.each<[string, Span]>([
    ['from', { from: '2024-02-27' }],
    ['to', { to: '2024-03-03' }],
    ['to', { from: '2024-03-01', to: '2024-02-29' }],
  ])('are at fault in %s where they are not there, or in the wrong order', (field, span) => {
    expect(read(span)).toMatchObject({ kind: 'problem', field, code: 'WRONG_SETTING' });
  });

  it.each(requests)('are dates: $kind', (of) => {
    expect(checkSpecification({ ...of, from: '2024-02-30', to: '1 March' })).toMatchObject([
      { field: 'from', code: 'NOT_A_SPECIFICATION' },
      { field: 'to', code: 'NOT_A_SPECIFICATION' },
    ]);
  });
});
