import { describe, expect, it } from 'vitest';
import { exposureProblems, readExposition } from './exposition.ts';

const text = (...lines: string[]): string => `${lines.join('\n')}\n`;
const problemsOf = (...lines: string[]) => exposureProblems(readExposition(text(...lines)));

const histogram = (name: string, buckets: readonly [string, number][], count: number): string[] => [
  `# HELP ${name} How long it took.`,
  `# TYPE ${name} histogram`,
  ...buckets.map(([le, value]) => `${name}_bucket{le="${le}"} ${value}`),
  `${name}_sum 1.5`,
  `${name}_count ${count}`,
];

describe('a reader of metrics', () => {
  it('finds nothing wrong with what Prometheus takes', () => {
    const good = text(
      '# HELP asks_total Questions.',
      '# TYPE asks_total counter',
      'asks_total{path="a \\"b\\" \\\\ \\n"} 3',
      'asks_total 1e+21',
      '',
      ...histogram(
        'answer_seconds',
        [
          ['0.1', 1],
          ['1', 1],
          ['+Inf', 2],
        ],
        2,
      ),
    );
    const families = readExposition(good);
    expect(families[0]?.samples[0]).toEqual({
      name: 'asks_total',
      labels: { path: 'a "b" \\ \n' },
      value: 3,
    });
    expect(exposureProblems(families)).toEqual([]);
  });

  it.each([
    ['no help', ['# TYPE a_total counter', 'a_total 1']],
    ['no type', ['# HELP a_total Questions.', 'a_total 1']],
    ['a type that is none', ['# HELP a Questions.', '# TYPE a count', 'a 1']],
    ['another metric below', ['# HELP a Questions.', '# TYPE a gauge', 'b 1']],
    ['a value that is none', ['# HELP a Questions.', '# TYPE a gauge', 'a one']],
    ['an open label', ['# HELP a Questions.', '# TYPE a gauge', 'a{b="c} 1']],
    ['a label twice', ['# HELP a Questions.', '# TYPE a gauge', 'a{b="c",b="d"} 1']],
  ])('throws at %s', (_, lines) => {
    expect(() => readExposition(text(...lines))).toThrow();
  });

  it.each([
    ['a counter without _total', ['# HELP asks Questions.', '# TYPE asks counter', 'asks 1']],
    ['a gauge with _total', ['# HELP a_total Questions.', '# TYPE a_total gauge', 'a_total 1']],
    ['milliseconds', ['# HELP a_ms Questions.', '# TYPE a_ms gauge', 'a_ms 1']],
    ['capitals', ['# HELP aB Questions.', '# TYPE aB gauge', 'aB 1']],
    ['a series twice', ['# HELP a Questions.', '# TYPE a gauge', 'a{b="c",d="e"} 1', 'a{d="e",b="c"} 1']],
    [
      'a metric twice',
      [
        '# HELP a Questions.',
        '# TYPE a gauge',
        'a 1',
        '',
        '# HELP a Questions.',
        '# TYPE a gauge',
        'a{b="c"} 1',
      ],
    ],
    [
      'buckets that shrink',
      histogram(
        't_seconds',
        [
          ['0.1', 2],
          ['1', 1],
          ['+Inf', 2],
        ],
        2,
      ),
    ],
    [
      'buckets out of order',
      histogram(
        't_seconds',
        [
          ['1', 1],
          ['0.1', 1],
          ['+Inf', 2],
        ],
        2,
      ),
    ],
    [
      'a count that differs',
      histogram(
        't_seconds',
        [
          ['1', 1],
          ['+Inf', 2],
        ],
        3,
      ),
    ],
    ['no last bucket', histogram('t_seconds', [['1', 1]], 1)],
  ])('tells %s', (_, lines) => {
    expect(problemsOf(...lines)).toHaveLength(1);
  });
});
