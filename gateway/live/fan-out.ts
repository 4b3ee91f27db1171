import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { GatewayMetrics } from '../observe/metrics.ts';
import type { Member } from './member.ts';
import { errorFrame, nextFrames, prefixOf, startFrame } from './messages.ts';
import { createNewest, type Newest } from './newest.ts';
import type { Entry, Place, Track } from './track.ts';

/** The close code of a client that reads too slowly. */
export const tooSlowCode = 4413;

export interface FanOutOptions {
  readonly track: Track;
  /** Of what is kept for those who want the newest alone. */
  readonly maxBytes: () => number;
  /** A gap as payload of a `next` message; undefined where the operation cannot show one. */
  readonly tellGap: ((from: Place, to: Place, dropped: number) => Promise<Buffer | undefined>) | undefined;
  /** Called for a member that has got everything there is. */
  readonly onCurrent: (member: Member) => void;
  /** Called when a member that was behind has gone on, or left. */
  readonly onProgress: () => void;
  readonly metrics: GatewayMetrics;
}

/** The members of a track, each written to as far as it reads. */
export interface FanOut {
  readonly size: number;
  /** How far the one who has got most has come; the track's end where that is everything, or nobody is there. */
  readonly foremost: number;
  /** Goes on at `position`; what the track holds behind it is sent at once. */
  add(member: Member, position: number): void;
  /** The member leaves; it is not told. */
  remove(member: Member): void;
  /** Sends what was appended to the track from this number on. */
  deliver(from: number): void;
  /** Those who have got everything there is. */
  current(): readonly Member[];
  /** Closes those who have lost something and did not wish to hear of it otherwise, read or not. */
  closeTheLost(): void;
  /** Tells those who wait for it where the stream starts. */
  tellStart(): void;
  /** Ends it for everybody: with an error at once, without one as soon as each has got everything. */
  finish(error: Error | undefined): void;
}

interface Group {
  readonly prefix: Buffer;
  readonly members: Set<Member>;
}

/** The most that is written in one go to somebody who catches up. */
const portion = 64;
const maxNewestKeys = 20_000;

const range = (track: Track, from: number, to: number): readonly Entry[] =>
  Array.from({ length: to - from }, (_, i) => track.at(from + i));

/** With the place where the member may go on. */
export const endedAt = (error: Error, { cursor }: Pick<Place, 'cursor'>): Error => {
  if (!(error instanceof AirError)) return error;
  return new AirError(error.code, error.message, {
    cursor,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.exceeded === undefined ? {} : { exceeded: error.exceeded }),
    cause: error,
  });
};

/** Of what the track still holds, and of what will come. */
const newestOf = (track: Track, maxBytes: () => number): Newest => {
  const newest = createNewest({ maxKeys: maxNewestKeys, maxBytes }, track.first);
  for (const entry of range(track, track.first, track.end)) newest.take(entry);
  return newest;
};

export const createFanOut = ({
  track,
  maxBytes,
  tellGap,
  onCurrent,
  onProgress,
  metrics,
}: FanOutOptions): FanOut => {
  /** By the id of the subscription: equal ids get equal bytes. */
  const groups = new Map<string, Group>();
  const behind = new Set<Member>();
  const unstarted = new Set<Member>();
  let newest: Newest | undefined;
  let size = 0;
  let conflating = 0;
  let finished: { readonly error: Error | undefined } | undefined;

  const groupOf = ({ outlet }: Member): Group => {
    const known = groups.get(outlet.id);
    if (known) return known;
    const group = { prefix: prefixOf(outlet.id), members: new Set<Member>() };
    groups.set(outlet.id, group);
    return group;
  };
  const isHere = (member: Member): boolean => groups.get(member.outlet.id)?.members.has(member) ?? false;

  const leave = (member: Member): void => {
    const group = groups.get(member.outlet.id);
    if (!group?.members.delete(member)) return;
    if (group.members.size === 0) groups.delete(member.outlet.id);
    size -= 1;
    if (member.whenSlow === 'CONFLATE') conflating -= 1;
    if (conflating === 0) newest = undefined;
    unstarted.delete(member);
    behind.delete(member);
    member.stopWaiting?.();
    member.stopWaiting = undefined;
  };

  const startConflating = (): void => {
    conflating += 1;
    newest ??= newestOf(track, maxBytes);
  };

  const write = (member: Member, entries: readonly Entry[]): void => {
    const last = entries[entries.length - 1];
    if (!last) return;
    member.outlet.socket.write(nextFrames(groupOf(member).prefix, entries));
    member.place = { cursor: last.cursor, at: last.at };
    member.position = last.number + 1;
    metrics.events(entries.length);
  };

  const fallBehind = (member: Member): void => {
    behind.add(member);
    member.stopWaiting ??= member.outlet.socket.onRoom(() => pump(member));
  };

  const becomeCurrent = (member: Member): void => {
    behind.delete(member);
    member.stopWaiting?.();
    member.stopWaiting = undefined;
    if (finished) {
      leave(member);
      member.end(undefined);
    } else onCurrent(member);
  };

  const close = (member: Member): void => {
    metrics.slow('close');
    const { id, socket } = member.outlet;
    const error = new AirError('TOO_SLOW', 'You read more slowly than events come.', {
      cursor: member.place.cursor,
    });
    leave(member);
    socket.write(errorFrame(id, error));
    socket.close(tooSlowCode, 'reading too slowly: subscribe again with after: your last cursor');
    member.end(undefined);
  };

  const bridgeByGap = async (member: Member, tell: NonNullable<typeof tellGap>): Promise<void> => {
    member.isBridging = true;
    const to = track.first;
    const place = track.placeBefore(to);
    // who cannot be told is closed, with its place
    const payload = await tell(member.place, place, to - member.position).catch(() => undefined);
    member.isBridging = false;
    if (!isHere(member)) return;
    if (payload === undefined) return close(member);
    metrics.slow('gap');
    member.outlet.socket.write(nextFrames(groupOf(member).prefix, [{ payload }]));
    member.position = to;
    member.place = place;
    pump(member);
  };

  const bridgeByNewest = (member: Member, { from, covers }: Newest): void => {
    if (!covers(member.position)) {
      close(member);
      return;
    }
    metrics.slow('conflate');
    const entries = from(member.position);
    for (let i = 0; i < entries.length && !member.outlet.socket.isFull; i += portion)
      write(member, entries.slice(i, i + portion));
  };

  /** For a member whose next event the track has let go. */
  const bridge = (member: Member): void => {
    if (member.whenSlow === 'CONFLATE' && newest) bridgeByNewest(member, newest);
    else if (member.whenSlow === 'GAP' && tellGap) void bridgeByGap(member, tellGap);
    else close(member);
  };

  const pump = (member: Member): void => {
    const { socket } = member.outlet;
    while (isHere(member) && !member.isBridging && socket.isOpen && !socket.isFull) {
      if (member.position >= track.end) break;
      if (member.position < track.first) bridge(member);
      else write(member, range(track, member.position, Math.min(track.end, member.position + portion)));
    }
    if (!isHere(member)) return;
    if (member.position >= track.end) becomeCurrent(member);
    else if (!member.isBridging) fallBehind(member);
    onProgress();
  };

  const start = (member: Member, cursor: string): void => {
    member.isToldStart = true;
    unstarted.delete(member);
    member.outlet.socket.write(startFrame(groupOf(member).prefix, cursor));
  };

  return {
    get size() {
      return size;
    },
    get foremost() {
      if (behind.size < size || size === 0) return track.end;
      let foremost = 0;
      for (const { position } of behind) foremost = Math.max(foremost, position);
      return foremost;
    },
    add(member, position) {
      if (finished?.error) {
        member.end(endedAt(finished.error, member.place));
        return;
      }
      groupOf(member).members.add(member);
      size += 1;
      if (member.whenSlow === 'CONFLATE') startConflating();
      member.position = position;
      if (position >= track.first) member.place = track.placeBefore(position);
      if (!member.isToldStart) {
        const { cursor } = member.place;
        if (cursor === undefined) unstarted.add(member);
        else start(member, cursor);
      }
      if (position < track.end) pump(member);
      else if (finished) becomeCurrent(member);
    },
    remove: leave,
    current: () =>
      [...groups.values()].flatMap(({ members }) =>
        [...members].filter((member) => member.position === track.end && !member.isBridging),
      ),
    tellStart() {
      for (const member of unstarted) {
        member.place = track.placeBefore(member.position);
        if (member.place.cursor !== undefined) start(member, member.place.cursor);
      }
    },
    deliver(from) {
      const to = track.end;
      const entries = range(track, from, to);
      const last = entries[entries.length - 1];
      if (!last) return;
      if (newest) for (const entry of entries) newest.take(entry);
      // one for all: a member holds no event, only where it stands
      const place: Place = { cursor: last.cursor, at: last.at };
      let delivered = 0;
      for (const { prefix, members } of groups.values()) {
        let frames: Buffer | undefined;
        for (const member of members) {
          if (member.position !== from) continue;
          if (member.outlet.socket.isFull) {
            fallBehind(member);
            continue;
          }
          frames ??= nextFrames(prefix, entries);
          member.outlet.socket.write(frames);
          member.position = to;
          member.place = place;
          delivered += 1;
        }
      }
      if (delivered > 0) metrics.events(delivered * entries.length);
    },
    closeTheLost() {
      for (const member of behind)
        if (member.whenSlow === 'CLOSE' && member.position < track.first) close(member);
    },
    finish(error) {
      finished = { error };
      for (const { members } of [...groups.values()])
        for (const member of [...members]) {
          if (!error && member.position < track.end) continue;
          leave(member);
          member.end(error && endedAt(error, member.place));
        }
    },
  };
};
