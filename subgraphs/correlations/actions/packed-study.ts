import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { StudyToRun } from './runs/protocol.ts';

const deflated = promisify(gzip);
const inflated = promisify(gunzip);

/** A study as it waits in the queue, for a process of the same version or a later one. */
export const packed = (study: StudyToRun): Promise<Uint8Array> => deflated(serialize(study));

export const unpacked = async (question: Uint8Array): Promise<StudyToRun> =>
  deserialize(await inflated(question));
