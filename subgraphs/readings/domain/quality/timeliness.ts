import type { QualityTest } from '@aqmrg/schema/events/readings.ts';
import { type Assessable, figure, good, inHours, ofHours, verdict } from './assessable.ts';

const latestMs = ofHours(24);

/**
 * SUSPECT where a live reading came more than a day after its period, or before its period was over (the device's clock is
 * ahead; more than five minutes are refused at the door). History loaded afterwards is not judged.
 */
export const timelinessTest = ({ delivery, periodEnd, receivedAt }: Assessable): QualityTest => {
  if (delivery === 'BACKFILL') return verdict('TIMELINESS', 'UNKNOWN', 'loaded as history');
  const delayMs = receivedAt - periodEnd;
  if (delayMs > latestMs)
    return verdict(
      'TIMELINESS',
      'SUSPECT',
      `came ${figure(inHours(delayMs))} h after its period; the limit is 24 h`,
    );
  if (delayMs < 0)
    return verdict('TIMELINESS', 'SUSPECT', `its period ended ${figure(-delayMs / 1000)} s after it came`);
  return good('TIMELINESS');
};

/** What the maker or operator said of the value. */
export const sourceTest = ({ sourceFlag }: Pick<Assessable, 'sourceFlag'>): QualityTest => {
  if (sourceFlag === 'GOOD') return good('SOURCE');
  return sourceFlag === undefined
    ? verdict('SOURCE', 'UNKNOWN', 'the source says nothing of it')
    : verdict('SOURCE', sourceFlag, `the source calls it ${sourceFlag}`);
};
