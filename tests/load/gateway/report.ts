import type { Measurement } from './run.ts';

/** The round in which a gateway answered most. */
export const best = (
  measurements: readonly Measurement[],
  wanted: Pick<Measurement, 'gateway' | 'connections' | 'identical'>,
): Measurement | undefined =>
  measurements
    .filter(
      ({ gateway, connections, identical }) =>
        gateway === wanted.gateway && connections === wanted.connections && identical === wanted.identical,
    )
    .sort((a, b) => b.perSecond - a.perSecond)[0];

const cells = ({ perSecond, p50Ms, p99Ms, cpuMs, residentMb }: Measurement): readonly string[] => [
  perSecond.toFixed(0),
  p50Ms.toFixed(1),
  p99Ms.toFixed(1),
  Number.isNaN(cpuMs) ? '?' : cpuMs.toFixed(2),
  Number.isNaN(residentMb) ? '?' : residentMb.toFixed(0),
];

/** One line a gateway and number of connections, the best round of each. */
export const tableOf = (measurements: readonly Measurement[]): string => {
  const header = ['gateway', 'workload', 'connections', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms/req', 'MB'];
  const seen = new Map(measurements.map((m) => [`${m.gateway} ${m.connections} ${m.identical}`, m]));
  const rows = [...seen.values()]
    .sort((a, b) => Number(a.identical) - Number(b.identical) || a.connections - b.connections)
    .map((m) => [
      m.gateway,
      m.identical ? 'identical' : 'distinct',
      String(m.connections),
      ...cells(best(measurements, m) as Measurement),
    ]);
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ');
  return [header, ...rows].map(line).join('\n');
};

/** What the issue asks, as far as the gateways that it compares took part. */
export const figuresOf = (measurements: readonly Measurement[]): Record<string, number> => {
  const at64 = (gateway: string, identical = false): Measurement | undefined =>
    best(measurements, { gateway, connections: 64, identical });
  const perSecond = (measurement: Measurement | undefined): number => measurement?.perSecond ?? Number.NaN;
  const ours = perSecond(at64('ours'));
  const identical = perSecond(at64('ours', true));
  const hive = perSecond(at64('Hive Gateway'));
  const figures = {
    hive_ratio_c64: ours / hive,
    hive_ratio_apollo_c64: perSecond(at64('ours in Apollo Server')) / hive,
    hive_ratio_in_process_c64: perSecond(at64('ours in process')) / hive,
    mercurius_ratio_c64: ours / perSecond(at64('Mercurius')),
    apollo_ratio_c64: ours / perSecond(at64('Apollo Gateway')),
    p99_vs_hive_c64: (at64('ours')?.p99Ms ?? Number.NaN) / (at64('Hive Gateway')?.p99Ms ?? Number.NaN),
    hive_ratio_identical_c64: identical / perSecond(at64('Hive, fetches shared', true)),
    // an option of Hive's that is off unless it is asked for
    hive_sharing_ratio_identical_c64: identical / perSecond(at64('Hive, requests shared', true)),
    bare_ratio_c64: ours / perSecond(at64('bare Fastify')),
    ours_rps_c64: ours,
    ours_cpu_ms_c64: at64('ours')?.cpuMs ?? Number.NaN,
    hive_rps_c64: hive,
    hive_cpu_ms_c64: at64('Hive Gateway')?.cpuMs ?? Number.NaN,
  };
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, Number(value.toFixed(2))]),
  );
};
