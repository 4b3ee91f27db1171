import { completenessNote, periodNote } from '../../domain/beside/notes.ts';
import { sourcesOf } from '../../domain/beside/sensors/sources.ts';
import { columnsOf } from '../../domain/files/columns.ts';
import { requestText } from '../../domain/request/request-text.ts';
import { titleOf } from '../../domain/request/title-of.ts';
import type { Prepared } from '../prepare.ts';
import type { About } from './about.ts';

/** On which terms, and whose the data are, a line each. */
const sourcesText = (sensors: Prepared['sensors']): string =>
  sourcesOf(sensors)
    .map(
      ({ license, attribution }) =>
        `${attribution ?? 'attribution not told'}: ${license ?? 'license not told'}`,
    )
    .join('\n');

/** What a file says of itself, where its format has room for it. */
export const aboutOf = (
  { request, sensors }: Pick<Prepared, 'request' | 'sensors'>,
  software: string,
): About => {
  const completeness = completenessNote(request);
  return {
    ...{ columns: columnsOf(request), sensors, software },
    facts: {
      title: titleOf(request),
      request: requestText(request),
      asOf: new Date(request.asOf).toISOString(),
      periods: periodNote(request),
      ...(completeness === null ? {} : { completeness }),
      sources: sourcesText(sensors),
    },
  };
};
