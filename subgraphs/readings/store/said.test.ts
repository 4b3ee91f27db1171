import { type Interleaving, openPartitionedLog } from '@aqmrg/platform/live/testing/partitioned-log.ts';
import { expect, it } from 'vitest';
import { makeReading, start } from '../testing/builders.ts';
import { readSaid } from './said.ts';

const interleavings: readonly Interleaving[] = ['as written', 'by partition'];

it.each(interleavings)(
  'what was said is known in a busy partition beside a quiet one, read %s',
  async (interleaving) => {
    const log = openPartitionedLog(2);
    const say = (sensorId: string, revision: number, at: number) => {
      const value = {
        sensorId,
        changes: [{ change: 'ADDED', reading: makeReading({ sensorId, revision }) }],
      };
      return log.append([{ key: sensorId, value }], at);
    };
    await say('quiet-1', 1, start - 3_600_000);
    for (let revision = 1; revision <= 250; revision += 1) await say('busy-0', revision, start + revision);

    const isSaid = await readSaid(log.as(interleaving), start);
    expect(isSaid(makeReading({ sensorId: 'busy-0', revision: 1 }))).toBe(true);
    expect(isSaid(makeReading({ sensorId: 'busy-0', revision: 251 }))).toBe(false);
  },
);
