/** A client's socket, as whoever fans out writes to it: whole frames, in order, and a measure of what the client has really read. */
export interface FrameSocket {
  /** False once it closes: what is written then goes nowhere. */
  readonly isOpen: boolean;
  /** More is on its way than the peer has confirmed and may have: write nothing until there is room. */
  readonly isFull: boolean;
  /** Bytes that were written and that the peer has not confirmed. */
  readonly inFlight: number;
  /** Writes whole frames as they are; whoever makes them may share them among sockets. */
  write(frames: Uint8Array): void;
  /** `listener` is called each time that a full socket has room again; the returned function ends that. */
  onRoom(listener: () => void): () => void;
  /** Closes with a code and a reason of at most 123 bytes, behind everything that was written. */
  close(code: number, reason: string): void;
}

/** Where the answers to one operation go. */
export interface Outlet {
  /** As the client named it. */
  readonly id: string;
  readonly socket: FrameSocket;
}
