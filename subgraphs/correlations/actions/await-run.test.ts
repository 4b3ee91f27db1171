import { describe, expect, it } from 'vitest';
import type { AssociationRun, RunStatus } from '../domain/run.ts';
import { makeRun } from '../testing/runs.ts';
import { awaitRun } from './await-run.ts';

const run = (status: RunStatus): AssociationRun => ({
  ...makeRun({ healthSeriesId: 's', contentHash: 'h' }),
  ...{ id: 'r', status, done: 0, finishedAt: null, found: null, problems: [] },
});
const { signal } = new AbortController();

/** Goes through these, and stays what it was last. */
const watched = (...states: readonly (RunStatus | null)[]) => {
  const seen: string[] = [];
  const left = [...states];
  const find = async (id: string, organisationId: string) => {
    seen.push(`${id} of ${organisationId}`);
    const status = (left.length > 1 ? left.shift() : left[0]) ?? null;
    return status && run(status);
  };
  return { runs: { find }, seen };
};

describe('a run that is waited for', () => {
  it('is looked after until it has ended', async () => {
    for (const last of ['DONE', 'FAILED', 'CANCELLED'] as const) {
      const { runs, seen } = watched('QUEUED', 'RUNNING', last);
      expect(await awaitRun(run('QUEUED'), { runs }, { mostMs: 20_000, signal })).toEqual(run(last));
      expect(seen).toEqual(Array(3).fill('r of org-a'));
    }
  });

  it('is told as it is where it takes too long, looked at once at least', async () => {
    const { runs, seen } = watched('RUNNING');
    expect(await awaitRun(run('QUEUED'), { runs }, { mostMs: 0, signal })).toEqual(run('RUNNING'));
    expect(seen).toHaveLength(1);
  });

  it('is null where it is gone', async () => {
    const { runs } = watched('RUNNING', null);
    expect(await awaitRun(run('RUNNING'), { runs }, { mostMs: 20_000, signal })).toBeNull();
  });

  it('is waited for no longer when nobody listens', async () => {
    const { runs } = watched('RUNNING');
    const leaving = new AbortController();
    const waiting = awaitRun(run('RUNNING'), { runs }, { mostMs: 20_000, signal: leaving.signal });
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
