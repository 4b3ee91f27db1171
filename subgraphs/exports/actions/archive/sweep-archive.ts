import type { Log } from '@aqmrg/platform/log.ts';
import type { ObjectStore, StoredObject } from '@aqmrg/platform/ports/object-store.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import { type ArchiveBuild, textOf } from '../../domain/archive/archive-file.ts';
import { archiveBuildIn, archivePrefix } from '../../domain/archive/archive-path.ts';
import { isSuperseded } from '../../domain/archive/superseded.ts';
import type { ArchiveDays } from '../../store/archive-days.ts';

interface Ground {
  readonly days: Pick<ArchiveDays, 'findAll'>;
  readonly objectStore: Pick<ObjectStore, 'list' | 'delete'>;
  readonly now: () => EpochMs;
  readonly log: Log;
  /** Objects that are looked at in one go. Default 1,000. */
  readonly atOnce?: number;
}

interface Lying {
  readonly object: StoredObject;
  readonly build: ArchiveBuild;
}

const buildsOf = (objects: readonly StoredObject[]): readonly Lying[] =>
  objects.flatMap((object) => {
    const build = archiveBuildIn(object.key);
    return build === undefined ? [] : [{ object, build }];
  });

/**
 * Removes builds of the archive that no row tells of any more, a piece of the object store each time, and from its beginning again at its end. It needs no list of what was left: whoever
 * was killed at any moment left nothing for ever. What cannot be removed is met again the next time round.
 */
export const createArchiveSweep = ({ days, objectStore, now, log, atOnce = 1_000 }: Ground) => {
  let after: string | undefined;

  return async (signal: AbortSignal): Promise<void> => {
    const objects = await objectStore.list(archivePrefix, atOnce, after);
    const lying = buildsOf(objects);
    const names = new Map(lying.map(({ build }) => [textOf(build), build]));
    const files = await days.findAll([...names.values()]);
    const fileOf = new Map(files.map((file) => [textOf(file), file]));
    for (const { object, build } of lying) {
      signal.throwIfAborted();
      const { key, modifiedAt } = object;
      if (!isSuperseded(build, { modifiedAt, file: fileOf.get(textOf(build)) }, now())) continue;
      await objectStore
        .delete(key)
        .catch((error: unknown) =>
          log.warn({ err: error, key }, 'a former file of the archive is still there'),
        );
    }
    after = objects.length < atOnce ? undefined : objects.at(-1)?.key;
  };
};
