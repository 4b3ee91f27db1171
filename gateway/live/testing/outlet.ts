import type { FrameSocket, Outlet } from '@aqmrg/platform/http/outlet.ts';

/** Payloads of text frames as a server sends them. */
const textsIn = (bytes: Buffer): string[] => {
  const texts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const short = (bytes[at + 1] as number) & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    let length = short;
    if (short === 126) length = bytes.readUInt16BE(at + 2);
    if (short === 127) length = Number(bytes.readBigUInt64BE(at + 2));
    texts.push(bytes.subarray(at + header, at + header + length).toString());
    at += header + length;
  }
  return texts;
};

/** A client that reads while it is told to. */
export interface TestOutlet extends Outlet {
  /** Everything that was written, as messages. */
  // biome-ignore lint/suspicious/noExplicitAny: messages are asserted on, not typed
  readonly messages: any[];
  /** Whole writes: equal ids share them. */
  readonly writes: Uint8Array[];
  readonly closes: { readonly code: number; readonly reason: string }[];
  stopReading(): void;
  goOnReading(): void;
}

export const makeOutlet = (id = '1'): TestOutlet => {
  const messages: unknown[] = [];
  const writes: Uint8Array[] = [];
  const closes: { code: number; reason: string }[] = [];
  const listeners = new Set<() => void>();
  let isFull = false;
  const socket: FrameSocket = {
    get isOpen() {
      return closes.length === 0;
    },
    get isFull() {
      return isFull;
    },
    inFlight: 0,
    write(frames) {
      if (closes.length > 0) return;
      writes.push(frames);
      messages.push(...textsIn(Buffer.from(frames)).map((text) => JSON.parse(text)));
    },
    onRoom(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: (code, reason) => void closes.push({ code, reason }),
  };
  return {
    id,
    socket,
    messages,
    writes,
    closes,
    stopReading() {
      isFull = true;
    },
    goOnReading() {
      isFull = false;
      for (const listener of [...listeners]) listener();
    },
  };
};
