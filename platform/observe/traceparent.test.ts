import { describe, expect, it } from 'vitest';
import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('the traceparent header', () => {
  it('is read and written as W3C Trace Context says', () => {
    const header = `00-${traceId}-${spanId}-01`;
    expect(parseTraceparent(header)).toEqual({ traceId, spanId, traceFlags: 1 });
    expect(formatTraceparent({ traceId, spanId, traceFlags: 1 })).toBe(header);
    expect(formatTraceparent({ traceId, spanId, traceFlags: 0 })).toBe(`00-${traceId}-${spanId}-00`);
  });

  it('keeps of the flags the one that it knows', () => {
    expect(parseTraceparent(`00-${traceId}-${spanId}-ff`)?.traceFlags).toBe(1);
    expect(parseTraceparent(`00-${traceId}-${spanId}-02`)?.traceFlags).toBe(0);
  });

  it('may carry more in a later version, and not in this one', () => {
    expect(parseTraceparent(`cc-${traceId}-${spanId}-01-what-comes`)?.spanId).toBe(spanId);
    expect(parseTraceparent(`00-${traceId}-${spanId}-01-what-comes`)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'nonsense',
    [`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-00`],
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01\n`.repeat(2),
  ])('is dropped where it is not valid: %j', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });
});
