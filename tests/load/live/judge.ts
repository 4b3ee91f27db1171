import { isDeepStrictEqual } from 'node:util';
import { eventOf, shownOf } from './air.ts';

const keptSequences = 2_048;

/**
 * Tells right events from wrong ones. The first frame of each event is compared with what must be told of it; all others of the same
 * event are as long, since ids of one crowd have one length.
 */
export const createJudge = (federated: boolean) => {
  const lengths = new Map<number, number>();
  return (sequence: number, sentAt: number, bytes: Buffer, from: number, to: number): string | undefined => {
    const length = lengths.get(sequence);
    if (length === to - from) return undefined;
    const text = bytes.toString('utf8', from, to);
    const { type, payload } = JSON.parse(text) as { type: string; payload: unknown };
    const expected = { data: shownOf(eventOf(sequence, sentAt), federated) };
    if (type !== 'next' || !isDeepStrictEqual(payload, expected)) return `a wrong event: ${text}`;
    if (length !== undefined) return `an event that is written in two ways: ${text}`;
    lengths.set(sequence, to - from);
    if (lengths.size > keptSequences) lengths.delete(lengths.keys().next().value as number);
    return undefined;
  };
};
