import type { FileSensor } from '@aqmrg/platform/ports/series-files.ts';

/** Whose data they are, and on which terms; null where nobody said. */
export interface Source {
  readonly license: string | null;
  readonly attribution: string | null;
  readonly sensorIds: readonly string[];
}

const textOf = (fact: string | number | null | undefined): string | null =>
  typeof fact === 'string' && fact !== '' ? fact : null;

/** Sensors of the same terms and the same people, together. */
export const sourcesOf = (sensors: readonly FileSensor[]): readonly Source[] => {
  const sources = new Map<
    string,
    { license: string | null; attribution: string | null; sensorIds: string[] }
  >();
  for (const { id, facts } of sensors) {
    const [license, attribution] = [textOf(facts.license), textOf(facts.attribution)];
    const key = JSON.stringify([license, attribution]);
    const source = sources.get(key) ?? { license, attribution, sensorIds: [] };
    source.sensorIds.push(id);
    sources.set(key, source);
  }
  return [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
};
