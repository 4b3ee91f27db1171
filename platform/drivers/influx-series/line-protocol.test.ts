import { describe, expect, it } from 'vitest';
import { at, hourMs, makeProvenance, makeStored } from '../../ports/series.builders.ts';
import {
  goneLine,
  hourLine,
  latestLine,
  readingIn,
  readingText,
  revisionLine,
  rowLine,
} from './line-protocol.ts';

const noon = at('2026-03-01T12:00:00Z');

describe('line protocol', () => {
  it('writes a row with its quality and length as tags, and numbers as what they are', () => {
    const row = makeStored({
      sensorId: 'a b',
      periodStart: noon,
      value: -0,
      uncorrected: 1e-300,
      tests: [{ test: 'SPIKE', flag: 'SUSPECT', reason: 'a "quote" and a \\;\na line' }],
      quality: 'SUSPECT',
      provenance: makeProvenance({ rawValue: 1e21 }),
    });
    const line = rowLine(row);
    expect(line).toMatch(
      /^reading,length=3600000,quality=SUSPECT,quantity=PM25,sensor=a%20;b value=-0,uncorrected=1e-300,raw=1e\+21,revision=1i,/,
    );
    expect(line).toContain(
      String.raw`tests="[{\"test\":\"SPIKE\",\"flag\":\"SUSPECT\",\"reason\":\"a \\\"quote\\\" and a \\\\;\\na line\"}]"`,
    );
    expect(line).toContain('reported="0/1/0",caused="0/1/0",hash="hash-of-0"');
    expect(line.endsWith(' 1772366400000000000')).toBe(true);
    expect(line).not.toContain('\n');
  });

  it('writes the place of a row that moved to another quality as gone', () => {
    expect(goneLine(makeStored({ periodStart: noon }), 'GOOD')).toBe(
      'reading,length=3600000,quality=GOOD,quantity=PM25,sensor=a-sensor' +
        ' value=1.7976931348623157e+308,uncorrected=1.7976931348623157e+308,revision=0i,provenance="{}" 1772366400000000000',
    );
  });

  it('writes revisions of one key at times of their own', () => {
    const lines = [1, 2].map((revision) =>
      revisionLine(makeStored({ periodStart: noon, revision }), noon + hourMs),
    );
    expect(lines.map((line) => line.split(' ').at(-1))).toStrictEqual([
      '1772366400000000001',
      '1772366400000000002',
    ]);
    expect(lines[0]).toContain(`,quality="GOOD",until=${noon + hourMs}i `);
  });

  it('writes the newest row of a series always at the same time', () => {
    const { reading } = makeStored({ periodStart: noon, value: -0, sensorId: 'a "roof" \\' });
    const line = latestLine({ ...makeStored(), reading });
    expect(line.endsWith(`,start=${noon}i,end=${noon + hourMs}i,revision=1i 0`)).toBe(true);
    expect(line.split('\n')).toHaveLength(1);
    expect(readingIn(readingText(reading))).toStrictEqual(reading);
  });

  it('writes hours, also before 1970', () => {
    const hour = {
      sensorId: 'a',
      quantity: 'O3',
      hourStart: -hourMs,
      mean: 1.5,
      count: 2,
      coveredMs: 60,
    } as const;
    expect(hourLine(hour)).toBe('hour,quantity=O3,sensor=a mean=1.5,count=2i,covered=60i -3600000000000');
  });
});
