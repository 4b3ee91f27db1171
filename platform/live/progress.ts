import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Positions } from '../ports/event-log.ts';
import type { StreamPlace } from './event.ts';
import type { LiveRecord } from './source.ts';

/** How far one reader has come in the log. */
export interface Progress {
  readonly positions: Positions;
  /** The newest time at which the log took what has been seen. */
  readonly at: EpochMs | null;
  place(): StreamPlace;
  /** The first entry of this record that has not been seen; undefined where all were. */
  firstUnseen(record: LiveRecord<unknown>): number | undefined;
  /** The entry at `index` of this record has been seen, and all before it. */
  note(record: LiveRecord<unknown>, index: number): void;
  /** Nothing below these positions is there any more. */
  raiseTo(floor: Positions, newAt?: EpochMs | null): void;
  /** Goes there, backwards too. */
  moveTo(positions: Positions, newAt: EpochMs | null): void;
}

export const startAt = (start: StreamPlace): Progress => {
  const { epoch } = start;
  const positions: Record<number, number> = { ...start.positions };
  const seen: Record<number, number> = { ...start.seen };
  let at = start.at;
  return {
    positions,
    get at() {
      return at;
    },
    place: () => ({ epoch, positions: { ...positions }, seen: { ...seen }, at }),
    firstUnseen({ position: { partition, offset } }) {
      const next = positions[partition] ?? 0;
      if (offset < next) return undefined;
      // where the record that was begun is not there any more, this one is new
      return offset === next ? (seen[partition] ?? 0) : 0;
    },
    note({ position: { partition, offset }, entries, appendedAt }, index) {
      const isWhole = index + 1 >= entries.length;
      positions[partition] = isWhole ? offset + 1 : offset;
      if (!isWhole) seen[partition] = index + 1;
      else if (seen[partition] !== undefined) delete seen[partition];
      if (at === null || appendedAt > at) at = appendedAt;
    },
    raiseTo(floor, newAt = at) {
      for (const [name, offset] of Object.entries(floor)) {
        const partition = Number(name);
        if ((positions[partition] ?? 0) >= offset) continue;
        positions[partition] = offset;
        delete seen[partition];
      }
      at = newAt;
    },
    moveTo(target, newAt) {
      Object.assign(positions, target);
      for (const name of Object.keys(seen)) delete seen[Number(name)];
      at = newAt;
    },
  };
};
