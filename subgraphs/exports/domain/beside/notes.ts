import type { QualityFlag } from '@aqmrg/schema/events/vocabulary.ts';
import type { ExportRequest } from '../request/export-request.ts';

/** What the flags say. */
export const flagMeanings: Readonly<Record<QualityFlag, string>> = {
  GOOD: 'No test found anything wrong.',
  UNKNOWN: 'It was not evaluated.',
  SUSPECT: 'A test doubts it: look at it before you use it.',
  FAIL: 'A test found it wrong: do not use it.',
};

/** What has to be known of times. */
export const periodNote = ({ format }: ExportRequest): string =>
  format === 'AQCSV'
    ? 'A value is of a period. As AQCSV has it, datetime is when the period BEGINS, and duration is its length in minutes. Readers that file a value under the END of its period, as is usual for hourly means, add the duration.'
    : 'A value is of the period from periodStart to periodEnd. The platform files a value under the END of its period, as is usual for hourly means: readers that want one instant take periodEnd. Local times are the same instants on the clock of the sensor, with their offset from UTC.';

/** Which averages there are; null of single readings. */
export const completenessNote = ({ average, format }: ExportRequest): string | null => {
  if (average === null) return null;
  const row = format === 'AQCSV' ? 'its row stays' : 'its row stays, with its count and coverage';
  return `An average is empty where its readings cover less than ${average.minCoverage} of its period; ${row}. Coverage is the number of readings against what the sensor's reporting interval lets expect, or the time that their own periods cover, whichever says more.`;
};

/** What the instant as of which readings are told does not promise; null of averages, which have none. */
export const knownNote = ({ average }: ExportRequest): string | null =>
  average === null
    ? 'What is known at an instant is what had been received by then. Readings and corrections that had been received, but were not yet stored while these files were written, may be missing: ask for the export again to have them.'
    : null;

/** Nobody shall take recorded air for what is in the air now. */
export const replayedNote = ({ format, average }: ExportRequest, isReplayed: boolean): string => {
  if (!isReplayed) return 'Nothing in these files is a recording that was played again.';
  const warning =
    'WARNING: THESE FILES CONTAIN RECORDED AIR THAT WAS PLAYED AGAIN. It was not measured at the times that its rows tell, and says nothing about the air at those times.';
  if (average !== null)
    return `${warning} Averages do not tell which of them are of it: single readings do, in originalPeriodStart and originalPeriodEnd.`;
  const column = format === 'AQCSV' ? 'qualifiers' : 'originalPeriodEnd';
  return `${warning} Rows of it tell in ${column} when it was really measured; rows without are not replayed.`;
};
