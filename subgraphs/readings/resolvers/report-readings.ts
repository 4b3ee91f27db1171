import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { maxRows } from '../actions/row-limits.ts';
import type { ReadingsContext } from '../context.ts';
import type { ReportReadingsInput, ResolversTypes } from './types.generated.ts';

/** Too much at once is an answer; a missing right or a full disk is an error. */
export const reportReadings = async (
  { readings, delivery }: ReportReadingsInput,
  { report, caller, from, now }: ReadingsContext,
): Promise<ResolversTypes['ReportReadingsPayload']> => {
  try {
    const outcome = await report({ rows: readings, delivery: delivery ?? 'LIVE', caller, from, now: now() });
    return { __typename: 'ReportedReadings', accepted: outcome.accepted, refused: [...outcome.refused] };
  } catch (error) {
    if (!(error instanceof AirError)) throw error;
    const { code, message, exceeded } = error;
    if (code === 'TOO_MANY_ROWS') {
      return {
        __typename: 'TooManyReadings',
        limit: exceeded?.limit ?? maxRows,
        received: readings.length,
        message,
      };
    }
    if (code === 'OVERLOADED') {
      const { retryAfterSeconds = 1 } = error;
      return { __typename: 'ReportingOverloaded', retryAfterSeconds, message };
    }
    throw error;
  }
};
