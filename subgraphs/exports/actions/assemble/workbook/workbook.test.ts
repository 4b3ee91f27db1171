import { buffer } from 'node:stream/consumers';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, inOrder, openPieces, sensors } from '../../../testing/pieces.ts';
import { assembled } from '../assembled.ts';
import type { PieceFile } from '../piece-file.ts';

const about = { columns, sensors, facts: { title: 'PM2.5', query: 'x'.repeat(40_000) }, software: 'aqmrg 1' };
const request = { format: 'XLSX', compression: 'NONE' } as const;

let pieces: Awaited<ReturnType<typeof openPieces>>;
beforeAll(async () => {
  pieces = await openPieces();
});
afterAll(() => pieces.close());

describe('a workbook', () => {
  it('has a page of readings, one of sensors, and one that says what it is', async () => {
    const parts = await pieces.series([1, 0, 1], { format: 'NDJSON' });
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const bytes = await buffer(assembled(request, inOrder(parts), about));
    clearInterval(turning);
    // it is made elsewhere
    expect(turns).toBeGreaterThan(3);
    const sheets = await readExcelFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['readings', 'sensors', 'about']);
    const [readings, stations, facts] = sheets.map(({ data }) => data);
    expect(readings?.[0]).toEqual(columns.map(({ name }) => name));
    expect(readings?.slice(1).map(([start, , id, , , note]) => [start, id, note])).toEqual([
      [new Date('2024-05-01T00:00:00Z'), 'a', '=1+1'],
      [new Date('2024-05-01T00:00:00Z'), 'bé', '=1+1'],
      [new Date('2024-05-01T01:00:00Z'), 'a', '=1+1'],
      [new Date('2024-05-01T01:00:00Z'), 'bé', '=1+1'],
    ]);
    expect(typeof readings?.[1]?.[4]).toBe('number');
    expect(stations?.[0]).toEqual(['sensorId', 'timeZone', 'name', 'latitude', 'license', 'attribution']);
    expect(stations?.[2]?.slice(0, 4)).toEqual(['bé', 'Africa/Kampala', 'Sensor bé', 0.3]);
    expect(facts?.map(([name]) => name)).toEqual(['title', 'query', 'rows', 'isReplayed', 'software']);
    expect(`${facts?.[1]?.[1]}`).toHaveLength(32_767);
  });

  it('is refused where it would have too many rows', async () => {
    const [piece] = (await pieces.series([1], { format: 'NDJSON' })) as [PieceFile];
    const many = inOrder([piece, { ...piece, rows: 100_000 }]);
    await expect(buffer(assembled(request, many, about))).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  });

  it('is left alone where nobody wants it any more', async () => {
    const parts = await pieces.series([2_000], { format: 'NDJSON' });
    const whole = assembled(request, inOrder(parts), about);
    const read = buffer(whole);
    whole.destroy(new Error('enough'));
    await expect(read).rejects.toThrow('enough');
  });
});
