/** As they come with a request, names in lower case. */
export type TraceHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const isZero = (id: string): boolean => /^0+$/.test(id);

/** Reads a `traceparent` header (W3C Trace Context, level 1, section 3.2); undefined where it is not valid. */
export const parseTraceparent = (header: unknown): TracePlace | undefined => {
  const [, version, traceId = '', spanId = '', flags = '', more] = shape.exec(String(header).trim()) ?? [];
  // later versions may carry more, this one may not
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (isZero(traceId) || isZero(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
};

export const formatTraceparent = ({ traceId, spanId, traceFlags }: TracePlace): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
