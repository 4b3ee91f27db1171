import { describe, expect, it } from 'vitest';
import { newestTable, tableOn, usEpaCategories } from './us-epa-tables.ts';

describe("US EPA's tables of particles", () => {
  it.each(['PM2.5_24h', 'PM10_24h'] as const)('have one segment for each category today: %s', (name) => {
    const { segments } = newestTable(name);
    expect(segments.map(([, , lowIndex]) => lowIndex)).toEqual([0, 51, 101, 151, 201, 301]);
    expect(segments).toHaveLength(usEpaCategories.length);
  });

  it('are taken by the date of the air', () => {
    expect(tableOn('PM2.5_24h', '2024-05-06')).toBe(newestTable('PM2.5_24h'));
    expect(tableOn('PM2.5_24h', '2024-05-05').segments[0]).toEqual([0, 12, 0, 50]);
  });
});
