import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { StudyToRun } from './runs/protocol.ts';

const deflated = promisify(gzip);
const inflated = promisify(gunzip);

/** What a packed study begins with: whoever reads another format leaves it in the queue. Changes with the shape of plans. */
export const packedFormat = 1;

/** A study as it waits in the queue. */
export const packed = async (study: StudyToRun): Promise<Uint8Array> =>
  Buffer.concat([Buffer.of(packedFormat), await deflated(serialize(study))]);

/** Of what `packed` made in this format. */
export const unpacked = async (question: Uint8Array): Promise<StudyToRun> =>
  deserialize(await inflated(question.subarray(1)));
