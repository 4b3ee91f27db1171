/** One line of a metric: its full name, its labels, its value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine = /^([^\s{]+)(?:\{(.*)\})? (\S+)$/;
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
const types = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);

const labelsOf = (text: string): Record<string, string> => {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  while (labelPair.lastIndex < text.length) {
    const pair = labelPair.exec(text);
    if (!pair) throw new Error(`labels that cannot be read: ${text}`);
    const [, name, value] = pair as unknown as [string, string, string];
    if (Object.hasOwn(labels, name)) throw new Error(`label ${name} twice: ${text}`);
    labels[name] = value.replaceAll(/\\([\\"n])/g, (_, char) => (char === 'n' ? '\n' : char));
  }
  return labels;
};

const numberOf = (text: string): number => {
  const value = /^[+-]?Inf$/.test(text) ? Number(text.replace('Inf', 'Infinity')) : Number(text);
  // Prometheus reads it in any case, and prom-client writes "Nan"
  if (Number.isNaN(value) && !/^nan$/i.test(text)) throw new Error(`not a number: ${text}`);
  return value;
};

const sampleOf = (line: string): Sample => {
  const [, name, labels = '', value] = sampleLine.exec(line) ?? [];
  if (name === undefined || value === undefined || !metricName.test(name))
    throw new Error(`not a sample: ${line}`);
  return { name, labels: labelsOf(labels), value: numberOf(value) };
};

const endings: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

const familyOf = (block: string): Family => {
  const [helpLine = '', typeLine = '', ...lines] = block.split('\n');
  const [, name = '', help = ''] = /^# HELP (\S+) (.+)$/.exec(helpLine) ?? [];
  const [, typed, type = ''] = /^# TYPE (\S+) (\S+)$/.exec(typeLine) ?? [];
  if (name === '' || typed !== name || !types.has(type))
    throw new Error(`no HELP and TYPE of one metric: ${helpLine} | ${typeLine}`);
  const samples = lines.map(sampleOf);
  const allowed = (endings[type] ?? ['']).map((ending) => name + ending);
  const stray = samples.find((sample) => !allowed.includes(sample.name));
  if (stray) throw new Error(`${stray.name} stands under ${name}`);
  return { name, help, type, samples };
};

/** Reads Prometheus' text format, as prom-client writes it: one block a metric. Throws where a line breaks the format. */
export const readExposition = (text: string): readonly Family[] => {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  return text.trimEnd().split('\n\n').map(familyOf);
};

const keyOf = ({ name, labels }: Sample): string => JSON.stringify([name, Object.entries(labels).sort()]);

const bucketProblems = ({ name, samples }: Family): string[] => {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...labels } = sample.labels;
    const key = keyOf({ ...sample, name: '', labels });
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  return [...series.values()].flatMap((lines) => {
    const buckets = lines.filter((line) => line.name.endsWith('_bucket'));
    const bounds = buckets.map(({ labels }) => numberOf(labels.le ?? 'none'));
    const count = lines.find((line) => line.name.endsWith('_count'))?.value;
    const ascending = (values: readonly number[]): boolean =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] as number));
    return [
      ...(ascending(bounds) && new Set(bounds).size === bounds.length
        ? []
        : [`${name}: bounds out of order`]),
      ...(ascending(buckets.map(({ value }) => value)) ? [] : [`${name}: buckets do not add up`]),
      ...(buckets.at(-1)?.labels.le === '+Inf' && buckets.at(-1)?.value === count
        ? []
        : [`${name}: +Inf is not the count`]),
    ];
  });
};

const notBaseUnit = /_(milliseconds|ms|microseconds|minutes|hours|kilobytes|kb|mb|megabytes|percent)(_|$)/;

/** What breaks Prometheus' naming conventions or tells a series twice, as `promtool check metrics` does; none is good. */
export const exposureProblems = (families: readonly Family[]): readonly string[] => {
  const keys = families.flatMap(({ samples }) => samples.map(keyOf));
  const names = families.map(({ name }) => name);
  const twice = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);
  return [
    ...twice(names).map((name) => `${name}: described twice`),
    ...twice(keys).map((key) => `${key}: told twice`),
    ...families.flatMap((family) => [
      ...(family.help.length < 5 ? [`${family.name}: no help`] : []),
      ...((family.type === 'counter') === family.name.endsWith('_total')
        ? []
        : [`${family.name}: _total is for counters, and all of them`]),
      ...(notBaseUnit.test(family.name) ? [`${family.name}: not in a base unit`] : []),
      ...(/[A-Z]/.test(family.name) ? [`${family.name}: not in snake case`] : []),
      ...(family.type === 'histogram' ? bucketProblems(family) : []),
    ]),
  ];
};
