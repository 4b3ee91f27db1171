/** What a close frame has room for beside its code (RFC 6455, 5.5). */
const maxReasonBytes = 123;

/** A reason for a close frame, cut where it is too long: some name ids, and clients choose those. */
export const fittingReason = (reason: string): string => {
  const bytes = Buffer.from(reason);
  if (bytes.length <= maxReasonBytes) return reason;
  // a character that was cut in two comes back as a mark of three bytes
  return bytes
    .subarray(0, maxReasonBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '');
};
