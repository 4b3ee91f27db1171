import type { Measurement, MemoryMeasurement, Workload } from './run.ts';

/** A contestant holds a rate when it delivers this share of what is due. */
const heldShare = 0.95;

const isSame = (a: Workload, b: Workload): boolean =>
  a.clients === b.clients && a.perSecond === b.perSecond && a.federated === b.federated;

/**
 * The calmest round of a contestant. Not the one with the least CPU: where others held it up, it sends several events at once, which
 * is cheaper for each.
 */
const calmest = (
  measurements: readonly Measurement[],
  contestant: string,
  workload: Workload,
): Measurement | undefined =>
  measurements
    .filter((one) => one.contestant === contestant && isSame(one, workload))
    .sort((a, b) => a.p99Ms - b.p99Ms)[0];

const table = (header: readonly string[], rows: readonly (readonly string[])[], texts: number): string => {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i < texts ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ');
  return [header, ...rows].map(line).join('\n');
};

const describe = ({ clients, perSecond }: Workload): string => `${clients} × ${perSecond}/s`;

/** One line a contestant and workload, the calmest round of each. */
export const tableOf = (measurements: readonly Measurement[]): string => {
  const seen = new Map(
    measurements.map((one) => [`${one.contestant} ${describe(one)} ${one.federated}`, one] as const),
  );
  const rows = [...seen.values()]
    .sort(
      (a, b) =>
        a.clients - b.clients || Number(a.federated) - Number(b.federated) || a.perSecond - b.perSecond,
    )
    .map((one) => calmest(measurements, one.contestant, one) as Measurement)
    .map((one) => [
      one.contestant,
      one.federated ? 'federated' : 'flat',
      describe(one),
      one.deliveriesPerSecond.toFixed(0),
      `${(one.share * 100).toFixed(0)} %`,
      one.p50Ms.toFixed(1),
      one.p99Ms.toFixed(1),
      one.cpuUs.toFixed(1),
      one.together.toFixed(2),
      `${(one.loadShare * 100).toFixed(0)} %`,
      `${(one.roomsShare * 100).toFixed(0)} %`,
    ]);
  const header = [
    '',
    'fields',
    'clients × events',
    'deliveries/s',
    'of due',
    'p50 ms',
    'p99 ms',
    'CPU µs',
    'at once',
    'load',
    'rooms',
  ];
  return table(header, rows, 3);
};

export const memoryTableOf = (memories: readonly MemoryMeasurement[]): string =>
  table(
    ['', 'idle clients', 'resident kB each', 'heap kB each'],
    memories.map((one) => [
      one.contestant,
      String(one.clients),
      one.residentKb.toFixed(1),
      one.heapKb.toFixed(1),
    ]),
    1,
  );

/** The highest rate at which a contestant delivered what was due to so many clients; 0 where it held none. */
const heldRate = (measurements: readonly Measurement[], contestant: string, clients: number): number =>
  Math.max(
    0,
    ...measurements
      .filter((one) => one.contestant === contestant && one.clients === clients && one.federated)
      .filter(({ share }) => share >= heldShare)
      .map(({ perSecond }) => perSecond),
  );

/** CPU for a delivery, at whichever federated workload a contestant does best; NaN where it did none. */
const leastCpuUs = (measurements: readonly Measurement[], contestant: string): number => {
  const taken = measurements
    .filter((one) => one.contestant === contestant && one.federated && one.deliveriesPerSecond > 0)
    .map(({ cpuUs }) => cpuUs);
  return taken.length > 0 ? Math.min(...taken) : Number.NaN;
};

/** What the issue asks, as far as the contestants that it compares took part. */
export const figuresOf = (
  measurements: readonly Measurement[],
  memories: readonly MemoryMeasurement[],
  workloads: readonly Workload[],
): Record<string, number> => {
  const figures: Record<string, number> = {};
  for (const [i, workload] of workloads.entries()) {
    const of = (contestant: string): Measurement | undefined => calmest(measurements, contestant, workload);
    const cpuOf = (contestant: string): number => of(contestant)?.cpuUs ?? Number.NaN;
    // the first crowd is the one that is compared; the others carry its size
    const size = workload.clients === workloads[0]?.clients && i < 2 ? '' : `_${workload.clients}`;
    const kind = `${workload.federated ? 'federated' : 'flat'}`;
    figures[`bare_ratio_${kind}${size}`] = cpuOf('ours') / cpuOf('bare ws');
    figures[`bare_ratio_${kind}_uuid${size}`] = cpuOf('ours with UUIDs') / cpuOf('bare ws');
    figures[`plain_ratio_${kind}${size}`] = cpuOf('plain graphql-ws') / cpuOf('ours');
    figures[`ours_per_second_${kind}${size}`] = of('ours')?.deliveriesPerSecond ?? Number.NaN;
    figures[`ours_p50_ms_${kind}${size}`] = of('ours')?.p50Ms ?? Number.NaN;
    figures[`ours_p99_ms_${kind}${size}`] = of('ours')?.p99Ms ?? Number.NaN;
    figures[`ours_cpu_us_${kind}${size}`] = cpuOf('ours');
    figures[`bare_p99_ms_${kind}${size}`] = of('bare ws')?.p99Ms ?? Number.NaN;
  }
  const federated = workloads.find((workload) => workload.federated);
  const ours = federated && calmest(measurements, 'ours with rooms apart', federated);
  // deliveries for a second of CPU, ours over theirs: both reach their rooms over the network, and they are where they do best
  figures.hive_ratio_federated = leastCpuUs(measurements, 'Hive Gateway') / (ours?.cpuUs ?? Number.NaN);
  // near 1 where nobody held the servers up
  figures.events_at_once = Math.max(
    ...workloads.flatMap((workload) =>
      ['bare ws', 'ours', 'ours with UUIDs'].map(
        (contestant) => calmest(measurements, contestant, workload)?.together ?? Number.NaN,
      ),
    ),
  );
  const clients = workloads[0]?.clients ?? 0;
  if (measurements.some(({ contestant }) => contestant === 'Hive Gateway'))
    figures.hive_held_events_per_second = heldRate(measurements, 'Hive Gateway', clients);
  const memoryOf = (wanted: string): number =>
    memories.find(({ contestant }) => contestant === wanted)?.residentKb ?? Number.NaN;
  figures.memory_per_idle_kb = memoryOf('ours');
  figures.memory_per_idle_kb_uuid = memoryOf('ours with UUIDs');
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, Number(value.toFixed(2))]),
  );
};
