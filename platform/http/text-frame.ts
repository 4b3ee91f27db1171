/** Bytes before the payload of an unmasked, unfragmented text frame (RFC 6455, 5.2). */
const headerLength = (payload: number): number => {
  if (payload < 126) return 2;
  return payload < 65_536 ? 4 : 10;
};

/** Room for a frame with so many bytes of payload, and where they begin. */
const openFrame = (payload: number): readonly [frame: Buffer, at: number] => {
  const at = headerLength(payload);
  const frame = Buffer.allocUnsafe(at + payload);
  frame[0] = 0x81;
  if (at === 2) frame[1] = payload;
  else if (at === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payload, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(payload), 2);
  }
  return [frame, at];
};

/** One WebSocket text frame, as a server sends it, from the parts of its payload (UTF-8). */
export const textFrame = (parts: readonly Uint8Array[]): Buffer => {
  let payload = 0;
  for (const part of parts) payload += part.length;
  const [frame, start] = openFrame(payload);
  let at = start;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
};

/** The same for a text that nobody has as bytes yet. */
export const frameOf = (text: string): Buffer => {
  const [frame, at] = openFrame(Buffer.byteLength(text));
  frame.write(text, at);
  return frame;
};
