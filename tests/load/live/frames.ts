/** What a WebSocket server sends, as far as the servers of this benchmark send it: whole frames, never fragments. */
export interface FrameHandlers {
  /** The payload of a text frame lies in `bytes`, and only until this returns. */
  readonly onText: (bytes: Buffer, from: number, to: number) => void;
  readonly onPing: (payload: Buffer) => void;
  readonly onClose: (code: number, reason: string) => void;
}

const text = 0x81;
const ping = 0x89;
const pong = 0x8a;
const close = 0x88;
const none = Buffer.alloc(0);

/**
 * Reads frames out of chunks in place. The chunk is read again and again by the kernel: only what is left of a frame that has not
 * arrived whole is copied.
 */
export const createFrameReader = ({ onText, onPing, onClose }: FrameHandlers) => {
  let left: Buffer = none;

  const handle = (kind: number, bytes: Buffer, from: number, to: number): void => {
    if (kind === text) onText(bytes, from, to);
    else if (kind === ping) onPing(Buffer.from(bytes.subarray(from, to)));
    else if (kind === close) {
      const code = to - from >= 2 ? bytes.readUInt16BE(from) : 1005;
      onClose(code, bytes.toString('utf8', Math.min(from + 2, to), to));
    } else if (kind !== pong)
      throw new Error(`a frame of kind 0x${kind.toString(16)}, which is not read here`);
  };

  return (chunk: Buffer, length: number): void => {
    const isWhole = left.length === 0;
    const bytes = isWhole ? chunk : Buffer.concat([left, chunk.subarray(0, length)]);
    const end = isWhole ? length : bytes.length;
    let at = 0;
    while (end - at >= 2) {
      let size = bytes[at + 1] as number;
      let from = at + 2;
      if (size === 126) {
        if (end - at < 4) break;
        size = bytes.readUInt16BE(from);
        from += 2;
      } else if (size === 127) {
        if (end - at < 10) break;
        size = Number(bytes.readBigUInt64BE(from));
        from += 8;
      } else if (size > 127) throw new Error('a server must not mask its frames');
      if (from + size > end) break;
      handle(bytes[at] as number, bytes, from, from + size);
      at = from + size;
    }
    left = at === end ? none : Buffer.from(bytes.subarray(at, end));
  };
};

/** A frame as clients send it. Its mask is zero: what hides it from proxies is of no use between two processes here. */
const clientFrame = (kind: number, payload: Buffer): Buffer => {
  const { length } = payload;
  if (length >= 65_536) throw new Error('too long for this client');
  const head = length < 126 ? [kind, 0x80 | length] : [kind, 0x80 | 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
};

export const textFromClient = (message: object): Buffer =>
  clientFrame(text, Buffer.from(JSON.stringify(message)));
export const pongFromClient = (payload: Buffer): Buffer => clientFrame(pong, payload);
