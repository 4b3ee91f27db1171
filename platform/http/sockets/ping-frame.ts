const countBytes = 6;

/** A WebSocket ping whose payload is a count of bytes, up to 256 TB. */
export const pingFrame = (count: number): Buffer => {
  const frame = Buffer.allocUnsafe(2 + countBytes);
  frame[0] = 0x89;
  frame[1] = countBytes;
  frame.writeUIntBE(count, 2, countBytes);
  return frame;
};

/** The count that a pong brings back; undefined for pongs to no ping of ours. */
export const countIn = (payload: Buffer): number | undefined =>
  payload.length === countBytes ? payload.readUIntBE(0, countBytes) : undefined;
